package io.satang.console.key;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.page.Moment;
import io.satang.console.page.Pill;
import io.satang.console.page.Wording;
import java.time.Instant;
import java.util.Optional;

/**
 * A key in the list.
 *
 * @param current whether the session uses it
 */
record KeyRow(
        String kind,
        Optional<String> lastFour,
        boolean current,
        Moment created,
        Optional<Moment> lastUsed,
        Pill state) {

    static KeyRow of(JsonNode key, Wording wording) {
        KeyWords words = wording.in(KeyWords.class);
        return new KeyRow(
                kind(key.path("kind").asText(), words),
                Body.text(key, "last_four"),
                key.path("current").asBoolean(),
                wording.moment(Body.instant(key, "created_at").orElse(Instant.EPOCH)),
                Body.instant(key, "last_used_at").map(wording::moment),
                Body.instant(key, "expires_at")
                        .map(end -> new Pill(words.ends(wording.moment(end).local()), "wait"))
                        .orElseGet(() -> new Pill(words.works(), "good")));
    }

    private static String kind(String kind, KeyWords words) {
        return switch (kind) {
            case "public" -> words.publicKey();
            case "secret" -> words.secretKey();
            default -> kind;
        };
    }
}
