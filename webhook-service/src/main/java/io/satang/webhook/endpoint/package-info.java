/** Where deliveries go: the merchants' endpoints, and which network addresses may be reached at all. */
@NullMarked
package io.satang.webhook.endpoint;

import org.jspecify.annotations.NullMarked;
