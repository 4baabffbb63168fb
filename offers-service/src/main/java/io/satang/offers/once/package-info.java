/** That a request with an Idempotency-Key takes effect once. */
@NullMarked
package io.satang.offers.once;

import org.jspecify.annotations.NullMarked;
