package io.satang.source.keyed;

import io.satang.platform.idempotency.IdempotencyRequest;
import java.util.Objects;

/**
 * An object that is to be made once, however often it is asked for.
 *
 * @param object      what to write if the key is new
 * @param idempotency the key, and what it was sent with
 */
public record Keyed<T>(T object, IdempotencyRequest idempotency) {
    public Keyed {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(idempotency, "idempotency");
    }
}
