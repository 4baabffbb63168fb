/** One meaning of {@code Idempotency-Key} for all services: kept for 24 hours, replayed, waited for, or refused. */
@NullMarked
package io.satang.platform.idempotency;

import org.jspecify.annotations.NullMarked;
