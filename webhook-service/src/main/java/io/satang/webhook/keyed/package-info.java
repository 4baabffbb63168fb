/** Does what carries an {@code Idempotency-Key} once. */
@NullMarked
package io.satang.webhook.keyed;

import org.jspecify.annotations.NullMarked;
