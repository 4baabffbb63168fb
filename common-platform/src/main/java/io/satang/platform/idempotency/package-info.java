/** One meaning of {@code Idempotency-Key} for all services: kept for 24 hours, replayed, waited for, or refused. */
package io.satang.platform.idempotency;
