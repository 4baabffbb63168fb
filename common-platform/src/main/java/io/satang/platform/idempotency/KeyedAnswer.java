package io.satang.platform.idempotency;

import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What a request is answered that may have carried an {@code Idempotency-Key}.
 *
 * @param json     the object
 * @param replayed whether an earlier request with the same key was answered this
 */
public record KeyedAnswer(String json, boolean replayed) {
    public KeyedAnswer {
        Objects.requireNonNull(json, "json");
    }

    /** The answer with its headers. */
    public RestResponse<String> response() {
        return replayed
                ? RestResponse.ResponseBuilder.ok(json)
                        .header(IdempotencyRequest.REPLAYED_HEADER, true)
                        .build()
                : RestResponse.ok(json);
    }
}
