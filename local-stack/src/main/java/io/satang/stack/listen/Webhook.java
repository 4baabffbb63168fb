package io.satang.stack.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.stack.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request that has arrived at a listener.
 *
 * @param headers names are found whatever their case
 * @param body    exactly as it was received
 */
record Webhook(Instant receivedAt, Map<String, List<String>> headers, String body) {
    Webhook {
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(body, "body");
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    byte[] bytes() {
        return body.getBytes(UTF_8);
    }

    /** What it tells; empty when it is no event. */
    Optional<Event> event() {
        return Event.parse(body);
    }
}
