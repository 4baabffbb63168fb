package io.satang.source.create;

import io.satang.platform.idempotency.IdempotencyRequest;
import java.util.Objects;

/**
 * A source that is to be made once, however often it is asked for.
 *
 * @param source      what to write if the key is new
 * @param idempotency the key, and what it was sent with
 */
record KeyedSource(NewSource source, IdempotencyRequest idempotency) {
    KeyedSource {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(idempotency, "idempotency");
    }
}
