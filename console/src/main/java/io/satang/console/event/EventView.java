package io.satang.console.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.page.Moment;
import io.satang.console.page.Pill;
import io.satang.console.page.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event.
 *
 * @param object     the id of what it is about
 * @param charge     whether that is a charge
 * @param deliveries how far it has come to each endpoint
 * @param attempts   every attempt to tell of it
 * @param signed     over what the last attempt's signatures are; empty when that was not noted
 * @param body       what is sent
 */
record EventView(
        String id,
        String key,
        Moment created,
        String object,
        boolean charge,
        List<Delivery> deliveries,
        List<Attempt> attempts,
        Optional<Signed> signed,
        String body) {
    private static final int STATUS_REFUSED = 300;
    private static final String TIMESTAMP = "signature_timestamp";

    /** How far it has come to an endpoint. */
    record Delivery(String uri, Pill state, Optional<String> next) {}

    /** An attempt, and what was answered. */
    record Attempt(Moment at, String uri, Pill answer, String detail, String timestamp, Optional<String> response) {}

    /** Over what a merchant has to compute a webhook's signature (docs/webhooks.md). */
    record Signed(String omise, String standard) {}

    static EventView of(JsonNode event, Wording wording) {
        EventWords words = wording.in(EventWords.class);
        String object = event.path("data").path("id").asText();
        return new EventView(
                event.path("id").asText(),
                event.path("key").asText(),
                wording.moment(Body.instant(event, "created_at").orElse(Instant.EPOCH)),
                object,
                object.startsWith("chrg_"),
                Body.items(event.path("deliveries")).stream()
                        .map(delivery -> delivery(delivery, wording, words))
                        .toList(),
                Body.items(event.path("webhook_deliveries")).stream()
                        .map(attempt -> attempt(attempt, wording, words))
                        .toList(),
                signed(event),
                Body.pretty(event.path("data")));
    }

    /** Its deliveries in one state: the worst. */
    public Pill state(EventWords words) {
        return Stream.of("bad", "wait", "good", "calm")
                .flatMap(tone -> deliveries.stream()
                        .map(Delivery::state)
                        .filter(state -> state.tone().equals(tone)))
                .findFirst()
                .orElseGet(() -> new Pill(words.nobody(), "calm"));
    }

    /** Every attempt has sent the same text, which is told with the first one. */
    private static Optional<Signed> signed(JsonNode event) {
        List<JsonNode> attempts = Body.items(event.path("webhook_deliveries"));
        return attempts.reversed().stream()
                .flatMap(attempt -> Body.text(attempt, TIMESTAMP).stream())
                .findFirst()
                .map(timestamp ->
                        timestamp + "." + attempts.getFirst().path("payload").asText())
                .map(text -> new Signed(text, event.path("id").asText() + "." + text));
    }

    private static Delivery delivery(JsonNode delivery, Wording wording, EventWords words) {
        String state = delivery.path("state").asText();
        Pill pill = switch (state) {
            case "pending" -> new Pill(words.pending(), "wait");
            case "failed" -> new Pill(words.failed(), "bad");
            case "exhausted" -> new Pill(words.exhausted(), "bad");
            case "delivered" -> new Pill(words.delivered(), "good");
            case "withdrawn" -> new Pill(words.withdrawn(), "calm");
            default -> new Pill(state, "calm");
        };
        return new Delivery(
                delivery.path("uri").asText(),
                pill,
                Body.instant(delivery, "next_attempt_at")
                        .map(at -> words.next(wording.moment(at).local())));
    }

    private static Attempt attempt(JsonNode attempt, Wording wording, EventWords words) {
        int status = attempt.path("status").asInt();
        String answer = status == 0 ? words.unanswered() : Integer.toString(status);
        return new Attempt(
                wording.moment(Body.instant(attempt, "created_at").orElse(Instant.EPOCH)),
                attempt.path("uri").asText(),
                new Pill(answer, status > 0 && status < STATUS_REFUSED ? "good" : "bad"),
                Stream.of(
                                Body.text(attempt, "latency_ms")
                                        .map(Long::parseLong)
                                        .map(words::milliseconds),
                                Body.text(attempt, "error"))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" · ")),
                Body.text(attempt, TIMESTAMP).orElse("–"),
                Body.text(attempt, "response"));
    }
}
