package io.satang.stack.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.stack.verify.Signature;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An event as webhooks send it.
 *
 * @param body what every attempt sends, or would send
 */
record SentEvent(String id, String body) {
    SentEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(body, "body");
    }

    /** @param event as the API shows it: with what was sent at the first attempt, if there was one */
    static SentEvent of(JsonObject event) {
        String sent = event.getJsonArray("webhook_deliveries", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(attempt ->
                        Optional.ofNullable(attempt.getString("payload")).orElse(""))
                .filter(payload -> !payload.isEmpty())
                .findFirst()
                .orElseGet(() -> unsent(event));
        return new SentEvent(event.getString("id"), sent);
    }

    /** The headers of an attempt at this time, but for those of the connection. */
    Map<String, String> headers(Signature signature, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] bytes = body.getBytes(UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put(Signature.TIMESTAMP_HEADER, timestamp);
        headers.put(Signature.HEADER, signature.sign(timestamp, bytes));
        headers.put(Signature.STANDARD_ID_HEADER, id);
        headers.put(Signature.STANDARD_TIMESTAMP_HEADER, timestamp);
        headers.put(Signature.STANDARD_HEADER, signature.signStandard(id, timestamp, bytes));
        return headers;
    }

    private static String unsent(JsonObject event) {
        JsonObject body = event.copy();
        body.remove("deliveries");
        return body.put("webhook_deliveries", new JsonArray()).encode();
    }
}
