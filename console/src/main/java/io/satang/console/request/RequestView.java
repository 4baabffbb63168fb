package io.satang.console.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.page.Moment;
import io.satang.console.page.Pill;
import io.satang.console.page.Wording;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request.
 *
 * @param line   method and path
 * @param error  what was wrong with it, code and words
 * @param charge the charge that it made or was about
 * @param key    the kind of the key and how it ends
 */
record RequestView(
        String id,
        Moment at,
        String line,
        Pill status,
        Optional<Refusal> error,
        String took,
        String key,
        Optional<String> requestId,
        Optional<String> charge,
        String query,
        String body,
        String answer) {
    private static final int REFUSED = 400;
    private static final Pattern CHARGE = Pattern.compile("chrg_[0-9a-z_]+");

    /** Why it was refused. */
    record Refusal(String code, String message) {}

    static RequestView of(JsonNode request, Wording wording) {
        RequestWords words = wording.in(RequestWords.class);
        int status = request.path("status").asInt();
        return new RequestView(
                request.path("id").asText(),
                wording.moment(Body.instant(request, "created_at").orElse(Instant.EPOCH)),
                request.path("method").asText() + " " + request.path("path").asText(),
                new Pill(Integer.toString(status), status < REFUSED ? "good" : "bad"),
                Body.text(request, "error_code")
                        .map(code -> new Refusal(
                                code, Body.text(request, "error_message").orElse(""))),
                words.milliseconds(request.path("duration_ms").asLong()),
                key(request.path("key"), words),
                Body.text(request, "request_id"),
                charge(request),
                Body.pretty(request.path("query")),
                Body.pretty(request.path("body")),
                Body.pretty(request.path("answer")));
    }

    private static String key(JsonNode key, RequestWords words) {
        String kind = key.path("kind").asText().equals("secret") ? words.secret() : words.publicKey();
        return kind + " …" + key.path("last_four").asText();
    }

    /** What was answered knows it better than the path: a refund's answer names its charge. */
    private static Optional<String> charge(JsonNode request) {
        return Stream.of(
                        request.path("answer").path("id"),
                        request.path("answer").path("charge"),
                        request.path("path"))
                .map(JsonNode::asText)
                .flatMap(text -> CHARGE.matcher(text).results().map(MatchResult::group))
                .findFirst();
    }
}
