package io.satang.stack.timeline;

import io.satang.stack.event.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has become of a charge and of its news, in the order of time; what is still to come stands at the end. */
final class Timeline {
    private final List<Step> steps = new ArrayList<>();

    private Timeline() {}

    /** Something that happened, or is to happen, at a time. */
    record Step(Instant at, String text) {
        Step {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The steps.
     *
     * @param charge as the API shows it
     * @param events those of the charge, as the API shows them
     */
    static List<Step> of(JsonObject charge, List<JsonObject> events) {
        Timeline timeline = new Timeline();
        timeline.addCharge(charge);
        events.forEach(timeline::addEvent);
        // What happened in the same moment stays in the order of cause and effect.
        return timeline.steps.stream().sorted(Comparator.comparing(Step::at)).toList();
    }

    private void addCharge(JsonObject charge) {
        add(charge, "created_at", "created  " + Event.amount(charge) + "  by " + method(charge));
        add(charge, "authorized_at", "authorized");
        add(charge, "paid_at", "paid");
        add(charge, "reversed_at", "reversed");
        add(charge, "expired_at", "expired");
        if ("pending".equals(charge.getString("status"))) {
            add(charge, "expires_at", "expires unless it is paid before");
        }
        items(charge.getJsonObject("refunds", new JsonObject()), "data")
                .forEach(refund ->
                        add(refund, "created_at", "refund  " + refund.getString("id") + "  " + Event.amount(refund)));
    }

    private static String method(JsonObject charge) {
        return Optional.ofNullable(charge.getJsonObject("source"))
                .map(source -> source.getString("type"))
                .orElse("card");
    }

    private void addEvent(JsonObject json) {
        Event event = Event.of(json);
        add(json, "created_at", words(event.key(), event.status(), event.id()));
        List<JsonObject> attempts = items(json, "webhook_deliveries").toList();
        for (int i = 0; i < attempts.size(); i++) {
            add(
                    attempts.get(i),
                    "created_at",
                    "  " + event.key() + " attempt " + (i + 1) + "  " + outcome(attempts.get(i)));
        }
        items(json, "deliveries")
                .forEach(delivery -> add(
                        delivery,
                        "next_attempt_at",
                        "  " + event.key() + " next attempt  " + delivery.getString("uri")));
    }

    private static String outcome(JsonObject attempt) {
        int status = attempt.getInteger("status", 0);
        return words(
                attempt.getString("uri", "?"),
                Optional.ofNullable(attempt.getString("error")).orElse(Integer.toString(status)),
                Optional.ofNullable(attempt.getValue("latency_ms"))
                        .map(millis -> millis + " ms")
                        .orElse(""));
    }

    private void add(JsonObject object, String field, String text) {
        Optional.ofNullable(object.getString(field)).ifPresent(at -> steps.add(new Step(Instant.parse(at), text)));
    }

    private static String words(String... words) {
        return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining("  "));
    }

    private static Stream<JsonObject> items(JsonObject object, String field) {
        return object.getJsonArray(field, new JsonArray()).stream().map(JsonObject.class::cast);
    }
}
