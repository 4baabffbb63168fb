package io.satang.console.charge;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.page.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a charge's request to every attempt to tell its merchant, in the order of time; what is still to come stands at the end. */
final class Timeline {
    private static final int STATUS_REFUSED = 300;

    private final Wording wording;
    private final ChargeWords words;
    private final List<Step> steps = new ArrayList<>();

    private Timeline(Wording wording) {
        this.wording = wording;
        this.words = wording.in(ChargeWords.class);
    }

    /**
     * The steps.
     *
     * @param charge as the API shows it
     * @param events those of the charge, as the API shows them
     */
    static List<Step> of(JsonNode charge, List<JsonNode> events, Wording wording) {
        Timeline timeline = new Timeline(wording);
        timeline.addCharge(charge);
        events.forEach(timeline::addEvent);
        // What happened in the same second stays in the order of cause and effect.
        return timeline.steps.stream().sorted(Comparator.comparing(Step::at)).toList();
    }

    private void addCharge(JsonNode charge) {
        String status = charge.path("status").asText();
        add(Body.instant(charge, "created_at"), "calm", words.requested(), words.by(ChargeRow.method(charge)));
        add(Body.instant(charge, "authorized_at"), "good", words.authorized(), "");
        add(Body.instant(charge, "paid_at"), "good", words.paid(), "");
        add(Body.instant(charge, "reversed_at"), "calm", words.reversed(), "");
        add(Body.instant(charge, "expired_at"), "calm", words.expired(), "");
        for (JsonNode refund : Body.data(charge.path("refunds"))) {
            String amount = wording.amount(
                    refund.path("amount").asLong(), refund.path("currency").asText());
            add(
                    Body.instant(refund, "created_at"),
                    "calm",
                    words.refundOf(amount),
                    refund.path("status").asText());
        }
        if (status.equals("pending")) {
            add(Body.instant(charge, "expires_at"), "wait", words.endsUnpaid(), "");
        }
    }

    private void addEvent(JsonNode event) {
        JsonNode data = event.path("data");
        Optional<String> failure = Body.text(data, "failure_code").filter(code -> isEnd(event));
        String detail = failure.map(code -> words.failed() + ": " + code)
                .orElseGet(
                        () -> Status.pill(data.path("status").asText(), words).text());
        Optional<Instant> at = Body.instant(event, "created_at");
        at.ifPresent(instant -> steps.add(new Step(
                instant,
                wording.moment(instant),
                failure.isPresent() ? "bad" : "calm",
                words.event(event.path("key").asText()),
                detail,
                Optional.of(event.path("id").asText()),
                Optional.empty())));
        addAttempts(event);
        Body.items(event.path("deliveries"))
                .forEach(delivery -> addDelivery(delivery, event.path("key").asText()));
    }

    private static boolean isEnd(JsonNode event) {
        return event.path("key").asText().equals("charge.complete");
    }

    private void addAttempts(JsonNode event) {
        int number = 0;
        for (JsonNode attempt : Body.items(event.path("webhook_deliveries"))) {
            number++;
            addAttempt(attempt, number);
        }
    }

    private void addAttempt(JsonNode attempt, int number) {
        int status = attempt.path("status").asInt();
        boolean taken = status > 0 && status < STATUS_REFUSED;
        String detail = Stream.of(
                        Optional.of(attempt.path("key").asText()),
                        Optional.of(words.attempt(number)),
                        Body.text(attempt, "uri"),
                        Body.text(attempt, "latency_ms").map(Long::parseLong).map(words::milliseconds),
                        Body.text(attempt, "error"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
        Body.instant(attempt, "created_at")
                .ifPresent(at -> steps.add(new Step(
                        at,
                        wording.moment(at),
                        taken ? "good" : "bad",
                        status == 0 ? words.unanswered() : words.answered(status),
                        detail,
                        Optional.empty(),
                        Body.text(attempt, "response"))));
    }

    private void addDelivery(JsonNode delivery, String key) {
        add(
                Body.instant(delivery, "next_attempt_at")
                        .filter(at -> delivery.path("attempts").asInt() > 0),
                "wait",
                words.nextAttempt(),
                key + " · " + delivery.path("uri").asText());
    }

    private void add(Optional<Instant> at, String tone, String title, String detail) {
        at.ifPresent(instant -> steps.add(
                new Step(instant, wording.moment(instant), tone, title, detail, Optional.empty(), Optional.empty())));
    }
}
