package io.satang.events;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A merchant's request was answered (topic {@code request.recorded}). It is told for the merchant to look at and decides nothing: not every
 * request is told, and one that is lost is not told again. What was sent and answered is told as far as it is known to be harmless; all else
 * is left out before it comes here.
 *
 * @param id             {@code rqst_…}
 * @param at             when it was answered
 * @param durationMillis from when its key was recognised until then
 * @param method         of HTTP
 * @param path           without query; what is no id and no word of the route is replaced
 * @param query          an object, the parameters of the query
 * @param body           an object, the parameters of the body
 * @param answer         an object, what it was answered
 * @param status         of HTTP
 * @param requestId      what it is called in headers and logs
 * @param keyKind        {@code public} or {@code secret}
 * @param keyLastFour    how the key ends
 * @param errorCode      when it was refused
 * @param errorMessage   when it was refused, in words
 */
public record RequestRecorded(
        String id,
        Instant at,
        long durationMillis,
        String method,
        String path,
        RawJson query,
        RawJson body,
        RawJson answer,
        int status,
        Optional<String> requestId,
        String keyKind,
        String keyLastFour,
        Optional<String> errorCode,
        Optional<String> errorMessage) {

    public RequestRecorded {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(keyKind, "keyKind");
        Objects.requireNonNull(keyLastFour, "keyLastFour");
        Objects.requireNonNull(errorCode, "errorCode");
        Objects.requireNonNull(errorMessage, "errorMessage");
    }
}
