package io.satang.webhook.recovery;

import io.satang.webhook.recovery.KnownDelivery.LastAttempt;
import java.time.Instant;
import java.util.Optional;

/** The delivery object. */
record DeliveryView(
        String object,
        String id,
        String location,
        String event,
        String key,
        Optional<String> endpoint,
        String uri,
        String state,
        int attempts,
        Optional<Instant> nextAttemptAt,
        Optional<LastAttemptView> lastAttempt) {

    static DeliveryView of(KnownDelivery delivery) {
        String id = delivery.number().toString();
        return new DeliveryView(
                "delivery",
                id,
                "/deliveries/" + id,
                delivery.number().eventId(),
                delivery.eventKey(),
                delivery.endpointId(),
                delivery.uri(),
                delivery.status().text(),
                delivery.attempts(),
                delivery.nextAttemptAt(),
                delivery.last().map(LastAttemptView::of));
    }

    /** How the last attempt ended. */
    record LastAttemptView(
            int status,
            Optional<String> error,
            Optional<Integer> latencyMs,
            Optional<String> response,
            Instant createdAt) {

        static LastAttemptView of(LastAttempt attempt) {
            return new LastAttemptView(
                    attempt.status(), attempt.error(), attempt.latencyMs(), attempt.answer(), attempt.at());
        }
    }
}
