package io.satang.stack.listen;

import io.satang.stack.event.Event;
import io.satang.stack.listen.Forwarder.Answered;
import io.satang.stack.listen.Forwarder.Failed;
import io.satang.stack.listen.Forwarder.Outcome;
import io.satang.stack.verify.Signature;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a webhook is told in a line.
 *
 * @param json whether a program reads it
 * @param zone in which a person is told times
 */
record Printer(boolean json, ZoneId zone) {
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss");

    Printer {
        Objects.requireNonNull(zone, "zone");
    }

    /** @param forwarded what became of it where it was passed on to; empty when it was not */
    String line(Webhook webhook, Signature.Verdict verdict, Optional<Outcome> forwarded) {
        return json ? object(webhook, verdict, forwarded).encode() : text(webhook, verdict, forwarded);
    }

    private String text(Webhook webhook, Signature.Verdict verdict, Optional<Outcome> forwarded) {
        String what = webhook.event()
                .map(Event::columns)
                .orElseGet(() -> "not an event, " + webhook.bytes().length + " bytes");
        String when = TIME_OF_DAY.withZone(zone).format(webhook.receivedAt());
        return Stream.of(
                        when,
                        what,
                        verdict.text(),
                        forwarded.map(Printer::arrow).orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
    }

    private static String arrow(Outcome outcome) {
        return switch (outcome) {
            case Answered(int status, long millis) -> "-> " + status + "  " + millis + " ms";
            case Failed(String reason) -> "-> FAILED: " + reason;
        };
    }

    private static JsonObject object(Webhook webhook, Signature.Verdict verdict, Optional<Outcome> forwarded) {
        JsonObject object = new JsonObject()
                .put("received_at", webhook.receivedAt().toString())
                .put("signature", verdict.code())
                .put("headers", headers(webhook.headers()))
                .put("body", webhook.body());
        forwarded.ifPresent(outcome -> object.put(
                "forwarded",
                switch (outcome) {
                    case Answered(int status, long millis) ->
                        new JsonObject().put("status", status).put("ms", millis);
                    case Failed(String reason) -> new JsonObject().put("error", reason);
                }));
        return object;
    }

    private static JsonObject headers(Map<String, List<String>> headers) {
        JsonObject object = new JsonObject();
        headers.forEach(
                (name, values) -> object.put(name, values.size() == 1 ? values.getFirst() : new JsonArray(values)));
        return object;
    }
}
