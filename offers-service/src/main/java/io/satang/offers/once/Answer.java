package io.satang.offers.once;

import io.satang.platform.idempotency.IdempotencyRequest;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What a request is answered.
 *
 * @param json     the object
 * @param replayed whether an earlier request with the same key was answered this
 */
public record Answer(String json, boolean replayed) {
    public Answer {
        Objects.requireNonNull(json, "json");
    }

    /** The answer with its headers. */
    public RestResponse<String> response() {
        return replayed
                ? RestResponse.ResponseBuilder.ok(json)
                        .header(IdempotencyRequest.REPLAYED_HEADER, "true")
                        .build()
                : RestResponse.ok(json);
    }
}
