/** Notes what was done to deliveries and endpoints, by whom, in the transaction that did it. */
@NullMarked
package io.satang.webhook.audit;

import org.jspecify.annotations.NullMarked;
