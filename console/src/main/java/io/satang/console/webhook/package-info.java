/** Where webhooks go, what was not delivered, and what mends it. */
@NullMarked
package io.satang.console.webhook;

import org.jspecify.annotations.NullMarked;
