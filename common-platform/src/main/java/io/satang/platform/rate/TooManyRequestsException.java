package io.satang.platform.rate;

import io.satang.platform.error.ApiError;

/** Ends a request with 429 {@code too_many_requests} and says when the next one will be let in. */
final class TooManyRequestsException extends RuntimeException {
    static final ApiError ERROR = new ApiError(429, "too_many_requests", "too many requests, try again later");

    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    TooManyRequestsException(long retryAfterSeconds) {
        super(ERROR.message(), null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
