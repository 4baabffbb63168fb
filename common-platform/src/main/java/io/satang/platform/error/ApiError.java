package io.satang.platform.error;

import io.satang.platform.json.ApiJson;
import java.util.Objects;

/**
 * A failure as clients see it (reference omise-api §6).
 *
 * @param status  HTTP status
 * @param code    stable, machine-readable
 * @param message for people; some client libraries parse it
 */
public record ApiError(int status, String code, String message) {
    private static final String DOCUMENTATION = "https://www.omise.co/api-errors#";

    public ApiError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    /** Whether the same request may well succeed in a moment, which the answer says with {@code Retry-After}. */
    boolean isPassing() {
        return status == 429 || status == 503;
    }

    /** The error object. */
    public String json() {
        return ApiJson.write(new View("error", DOCUMENTATION + code.replace('_', '-'), code, message));
    }

    private record View(String object, String location, String code, String message) {}
}
