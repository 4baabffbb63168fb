package io.satang.webhook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.satang.events.RawJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The event object (reference omise-api §8.19). What is delivered where, and its version, are additions of ours. */
record EventView(
        String object,
        String id,
        boolean livemode,
        String location,
        List<AttemptView> webhookDeliveries,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<RawJson> data,
        String key,
        Instant createdAt,
        long version,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DeliveryView> deliveries) {

    /** With the object that it happened to. */
    static EventView of(EventHistory history) {
        return of(history, Optional.of(history.event().data()), history.event().webhookBody());
    }

    /** As an item of {@code /charges/{id}/events}, where the object is left out. */
    static EventView withoutData(EventHistory history) {
        return of(history, Optional.empty(), history.event().webhookBody());
    }

    private static EventView of(EventHistory history, Optional<RawJson> data, String payload) {
        MerchantEvent event = history.event();
        List<WebhookDelivery> attempts = history.attempts();
        return new EventView(
                "event",
                event.id(),
                event.livemode(),
                event.location(),
                // Every attempt has sent the same, so the first one shows it for all.
                IntStream.range(0, attempts.size())
                        .mapToObj(i -> AttemptView.of(event, attempts.get(i), i == 0 ? payload : ""))
                        .toList(),
                data,
                event.key().text(),
                event.createdAt(),
                event.version(),
                history.deliveries().stream()
                        .map(delivery -> DeliveryView.of(event, delivery))
                        .toList());
    }

    /** An item of {@code webhook_deliveries}; {@code payload} is the text that was sent, with the event's first attempt only. */
    record AttemptView(
            String object,
            String id,
            String uri,
            int status,
            String key,
            Optional<String> error,
            String payload,
            Instant createdAt,
            String delivery,
            Optional<Integer> latencyMs,
            Optional<String> response,
            Optional<Long> signatureTimestamp) {

        static AttemptView of(MerchantEvent event, WebhookDelivery attempt, String payload) {
            return new AttemptView(
                    "webhook_delivery",
                    attempt.id(),
                    attempt.uri(),
                    attempt.status(),
                    event.key().text(),
                    attempt.error(),
                    payload,
                    attempt.createdAt(),
                    new DeliveryNumber(event.id(), attempt.slot()).toString(),
                    attempt.latencyMs(),
                    attempt.answer(),
                    attempt.signedAt().map(Instant::getEpochSecond));
        }
    }

    /** An item of {@code deliveries}: one for each endpoint. */
    record DeliveryView(
            String object, String id, String uri, String state, int attempts, Optional<Instant> nextAttemptAt) {

        static DeliveryView of(MerchantEvent event, EventDelivery delivery) {
            return new DeliveryView(
                    "delivery",
                    new DeliveryNumber(event.id(), delivery.slot()).toString(),
                    delivery.uri(),
                    delivery.status().text(),
                    delivery.attempts(),
                    delivery.nextAttemptAt());
        }
    }
}
