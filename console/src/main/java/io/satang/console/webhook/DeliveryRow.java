package io.satang.console.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.page.Moment;
import io.satang.console.page.Pill;
import io.satang.console.page.Wording;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has not come to an endpoint.
 *
 * @param answer   the last attempt's status, error and time
 * @param response how the last answer's body begins
 */
record DeliveryRow(
        String id,
        String event,
        String key,
        String uri,
        Pill state,
        int attempts,
        Optional<Moment> last,
        String answer,
        Optional<String> response,
        Optional<Moment> next) {

    static DeliveryRow of(JsonNode delivery, Wording wording) {
        WebhookWords words = wording.in(WebhookWords.class);
        JsonNode last = delivery.path("last_attempt");
        return new DeliveryRow(
                delivery.path("id").asText(),
                delivery.path("event").asText(),
                delivery.path("key").asText(),
                delivery.path("uri").asText(),
                state(delivery.path("state").asText(), words),
                delivery.path("attempts").asInt(),
                Body.instant(last, "created_at").map(wording::moment),
                Stream.of(
                                Body.text(last, "status").filter(status -> !status.equals("0")),
                                Body.text(last, "error"),
                                Body.text(last, "latency_ms")
                                        .map(Long::parseLong)
                                        .map(words::milliseconds))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" · ")),
                Body.text(last, "response"),
                Body.instant(delivery, "next_attempt_at").map(wording::moment));
    }

    private static Pill state(String state, WebhookWords words) {
        return switch (state) {
            case "pending" -> new Pill(words.waiting(), "wait");
            case "failed" -> new Pill(words.failed(), "bad");
            case "exhausted" -> new Pill(words.givenUp(), "bad");
            case "delivered" -> new Pill(words.delivered(), "good");
            case "withdrawn" -> new Pill(words.withdrawn(), "calm");
            default -> new Pill(state, "calm");
        };
    }
}
