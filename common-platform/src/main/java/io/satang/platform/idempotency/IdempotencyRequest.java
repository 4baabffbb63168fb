package io.satang.platform.idempotency;

import io.satang.platform.error.ApiException;
import java.time.Duration;
import java.util.Objects;

/**
 * What a client asks with the header {@value #HEADER}: that this request takes effect once, however often it is sent. The one meaning that
 * this has in every service (docs/decisions/0005-one-statement-idempotency.md): for {@link #KEPT} after the first, the same key and request
 * of an account are answered what the first was; another request with the key is refused with 422; one that comes while the first is
 * running waits for it, and is refused with 409 when that takes too long. A request that was refused leaves its key free.
 *
 * @param key         the header's value, at most 255 characters
 * @param requestHash lower-case hex of the keyed hash of route and parameters
 * @param formerHash  the hash that releases before the keyed one kept for the same request
 */
public record IdempotencyRequest(String key, String requestHash, String formerHash) {
    /** The request header. */
    public static final String HEADER = "Idempotency-Key";

    /** Set to {@code true} on an answer that was stored. */
    public static final String REPLAYED_HEADER = "Idempotent-Replayed";

    /** How long a key is remembered, whether or not it has been purged since. */
    public static final Duration KEPT = Duration.ofHours(24);

    public IdempotencyRequest {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(requestHash, "requestHash");
        Objects.requireNonNull(formerHash, "formerHash");
    }

    /**
     * The stored answer, if it was stored for this request.
     *
     * @param storedHash what was stored with it
     * @throws ApiException 422 when the key was used with another request
     */
    public String replay(String storedHash, String answer) {
        if (!storedHash.equals(requestHash) && !storedHash.equals(formerHash)) {
            throw ApiException.of(422, "idempotency_key_mismatch", "idempotency key was used with another request");
        }
        return answer;
    }

    /** 409: the first request with this key has not been decided in time. */
    public static ApiException stillRunning() {
        return ApiException.of(409, "idempotency_key_in_use", "a request with this idempotency key is still running");
    }
}
