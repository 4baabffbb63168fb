package io.satang.platform.recording;

import io.satang.platform.authentication.ShownKey;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that was answered, as it was. It never leaves this process: {@link Redaction} makes of it what may be told.
 *
 * @param key         by which it was let in
 * @param at          when it was answered
 * @param duration    milliseconds
 * @param path        as it was asked for
 * @param route       the template of its route, such as {@code /charges/{id}}
 * @param query       as it was asked for, possibly empty
 * @param contentType of the body
 * @param body        empty when there was none, or more than is looked at
 * @param bodyBytes   how much there was
 * @param answer      empty when there was none, or more than is looked at
 * @param requestId   as it was answered
 */
record Observation(
        ShownKey key,
        Instant at,
        long duration,
        String method,
        String path,
        String route,
        String query,
        Optional<String> contentType,
        Buffer body,
        int bodyBytes,
        int status,
        String answer,
        Optional<String> requestId) {
    /** The objects around the texts. */
    private static final int OVERHEAD_BYTES = 1_024;

    private static final int FAILED = 400;

    Observation {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(requestId, "requestId");
    }

    /** Whether it was refused or failed. */
    boolean failed() {
        return failed(status);
    }

    static boolean failed(int status) {
        return status >= FAILED;
    }

    /** Memory that it takes, at the most. */
    long bytes() {
        return OVERHEAD_BYTES + 2L * (path.length() + query.length() + answer.length()) + body.length();
    }
}
