package io.satang.platform.recording;

import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.authentication.ShownKey;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/** Requests that were answered, for tests. */
final class Observations {
    static final Instant TIME = Instant.parse("2026-11-29T00:00:00Z");
    private static final String FORM = "application/x-www-form-urlencoded";

    private Observations() {}

    static Observation form(String body) {
        return sent("/charges", "/charges", "", FORM, body, 200, "{}");
    }

    static Observation json(String body) {
        return sent("/charges", "/charges", "", "application/json", body, 200, "{}");
    }

    static Observation at(String path, String route) {
        return sent(path, route, "", FORM, "", 200, "{}");
    }

    static Observation asking(String query) {
        return sent("/charges", "/charges", query, FORM, "", 200, "{}");
    }

    static Observation answered(int status, String answer) {
        return sent("/charges", "/charges", "", FORM, "", status, answer);
    }

    static Observation called(String requestId) {
        Observation seen = form("");
        return like(seen, seen.bodyBytes(), Optional.of(requestId));
    }

    static Observation larger(int bodyBytes) {
        Observation seen = form("");
        return like(seen, bodyBytes, seen.requestId());
    }

    private static Observation like(Observation seen, int bodyBytes, Optional<String> requestId) {
        return new Observation(
                seen.key(),
                seen.at(),
                seen.duration(),
                seen.method(),
                seen.path(),
                seen.route(),
                seen.query(),
                seen.contentType(),
                seen.body(),
                bodyBytes,
                seen.status(),
                seen.answer(),
                requestId);
    }

    private static Observation sent(
            String path, String route, String query, String contentType, String body, int status, String answer) {
        Buffer bytes = Buffer.buffer(body);
        return new Observation(
                new ShownKey("account_test_1", false, KeyKind.SECRET, "tang", 0),
                TIME,
                7,
                "POST",
                path,
                route,
                query,
                Optional.of(contentType),
                bytes,
                bytes.length(),
                status,
                answer,
                Optional.of("5f0c1a2b"));
    }
}
