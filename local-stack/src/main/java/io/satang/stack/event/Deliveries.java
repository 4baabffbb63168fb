package io.satang.stack.event;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far the deliveries of an event have come, in words. */
final class Deliveries {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ZoneId zone;

    Deliveries(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /** @param event as the API shows it */
    String words(JsonObject event) {
        JsonArray deliveries = event.getJsonArray("deliveries", new JsonArray());
        return deliveries.isEmpty()
                ? "nobody to tell"
                : deliveries.stream().map(JsonObject.class::cast).map(this::one).collect(Collectors.joining(", "));
    }

    private String one(JsonObject delivery) {
        String state = delivery.getString("state", "?");
        int attempts = delivery.getInteger("attempts", 0);
        return switch (state) {
            case "failed" -> "FAILED " + times(attempts) + next(delivery);
            case "exhausted" -> "GIVEN UP after " + attempts + " attempts";
            default -> state;
        };
    }

    private String next(JsonObject delivery) {
        return Optional.ofNullable(delivery.getString("next_attempt_at"))
                .map(at -> ", next " + TIME.withZone(zone).format(Instant.parse(at)))
                .orElse("");
    }

    private static String times(int attempts) {
        return attempts == 1 ? "once" : attempts + " times";
    }
}
