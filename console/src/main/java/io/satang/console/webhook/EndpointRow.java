package io.satang.console.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.page.Moment;
import io.satang.console.page.Pill;
import io.satang.console.page.Wording;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint as a list shows it.
 *
 * @param id      empty when the address was named with objects
 * @param state   failing, or as the merchant has set it
 * @param account whether it is the account's own
 * @param events  what it is told
 * @param taken   how much of the last day's attempts it took, in words; empty when there were none, or when that is not known
 * @param failure how and since when it fails
 */
record EndpointRow(
        Optional<String> id,
        Optional<String> uri,
        Pill state,
        boolean account,
        List<String> events,
        Optional<String> taken,
        Optional<Failure> failure) {
    private static final long PERCENT = 100;

    /**
     * How an endpoint fails.
     *
     * @param answer    the last status or error
     * @param waiting   deliveries that will be repeated
     * @param exhausted deliveries that were given up
     */
    record Failure(Optional<Moment> since, String answer, long waiting, long exhausted, Optional<Moment> next) {
        static Failure of(JsonNode failing, Wording wording) {
            return new Failure(
                    Body.instant(failing, "since").map(wording::moment),
                    Body.text(failing, "last_status")
                            .filter(status -> !status.equals("0"))
                            .or(() -> Body.text(failing, "last_error"))
                            .orElse(""),
                    failing.path("waiting").asLong(),
                    failing.path("exhausted").asLong(),
                    Body.instant(failing, "next_attempt_at").map(wording::moment));
        }
    }

    /** One that was set up, with how it does and how it fails if it does. */
    static EndpointRow of(JsonNode endpoint, JsonNode health, Optional<JsonNode> failing, Wording wording) {
        return new EndpointRow(
                Body.text(endpoint, "id"),
                Body.text(endpoint, "uri"),
                state(endpoint, failing, wording.in(WebhookWords.class)),
                endpoint.path("follows_account").asBoolean(),
                Body.items(endpoint.path("events")).stream()
                        .map(JsonNode::asText)
                        .toList(),
                taken(health.path("last_day"), wording.in(WebhookWords.class)),
                failing.map(each -> Failure.of(each, wording)));
    }

    /** One of which nothing is known but that it fails. */
    static EndpointRow failing(JsonNode failing, Wording wording) {
        WebhookWords words = wording.in(WebhookWords.class);
        return new EndpointRow(
                Body.text(failing, "endpoint"),
                Body.text(failing, "uri"),
                new Pill(words.failing(), "bad"),
                false,
                List.of(),
                Optional.empty(),
                Optional.of(Failure.of(failing, wording)));
    }

    /** Rounded down, so that 100 % means all. */
    private static Optional<String> taken(JsonNode day, WebhookWords words) {
        long attempts = day.path("attempts").asLong();
        long succeeded = day.path("succeeded").asLong();
        return attempts <= 0 ? Optional.empty() : Optional.of(words.taken(PERCENT * succeeded / attempts, attempts));
    }

    private static Pill state(JsonNode endpoint, Optional<JsonNode> failing, WebhookWords words) {
        String state = endpoint.path("state").asText();
        return switch (state) {
            case "paused" -> new Pill(words.paused(), "wait");
            case "disabled" -> new Pill(words.disabled(), "bad");
            case "enabled" ->
                failing.isPresent() ? new Pill(words.failing(), "bad") : new Pill(words.enabled(), "good");
            default -> new Pill(state, "calm");
        };
    }
}
