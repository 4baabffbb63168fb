package io.satang.platform.rate;

import java.time.Duration;
import java.util.Objects;

/**
 * How much somebody may ask for.
 *
 * @param name     whom it is counted for: {@code account}, {@code key} or {@code address}
 * @param requests as many at once
 * @param window   and as many again in each such time, evenly
 */
record RateLimit(String name, int requests, Duration window) {

    RateLimit {
        Objects.requireNonNull(name, "name");
        if (requests < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a rate limit of " + requests + " in " + window + " admits nobody");
        }
    }

    /** As {@code RateLimit-Policy} tells it (draft-ietf-httpapi-ratelimit-headers). */
    String policy() {
        return '"' + name + "\";q=" + requests + ";w=" + Math.max(1, window.toSeconds());
    }
}
