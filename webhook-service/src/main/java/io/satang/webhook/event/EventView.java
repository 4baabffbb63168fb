package io.satang.webhook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.satang.events.RawJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The event object (reference omise-api §8.19). */
record EventView(
        String object,
        String id,
        boolean livemode,
        String location,
        List<DeliveryView> webhookDeliveries,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<RawJson> data,
        String key,
        Instant createdAt,
        long version) {

    /** With the object that it happened to. */
    static EventView of(EventHistory history) {
        return of(history, Optional.of(history.event().data()), history.event().webhookBody());
    }

    /** As an item of {@code /charges/{id}/events}, where the object is left out. */
    static EventView withoutData(EventHistory history) {
        return of(history, Optional.empty(), history.event().webhookBody());
    }

    /** The same event with what was sent left empty: it is sent again with every attempt, and a page has to end. */
    EventView withoutPayloads() {
        List<DeliveryView> deliveries =
                webhookDeliveries.stream().map(DeliveryView::withoutPayload).toList();
        return new EventView(object, id, livemode, location, deliveries, data, key, createdAt, version);
    }

    /** How many characters the texts that were sent have together. */
    long payloadChars() {
        return webhookDeliveries.stream()
                .mapToLong(delivery -> delivery.payload().length())
                .sum();
    }

    private static EventView of(EventHistory history, Optional<RawJson> data, String payload) {
        MerchantEvent event = history.event();
        List<DeliveryView> deliveries = history.deliveries().stream()
                .map(delivery -> DeliveryView.of(event, delivery, payload))
                .toList();
        return new EventView(
                "event",
                event.id(),
                event.livemode(),
                event.location(),
                deliveries,
                data,
                event.key().text(),
                event.createdAt(),
                event.version());
    }

    /** An item of {@code webhook_deliveries}; {@code payload} is the text that was sent. */
    record DeliveryView(
            String object,
            String id,
            String uri,
            int status,
            String key,
            Optional<String> error,
            String payload,
            Instant createdAt) {

        static DeliveryView of(MerchantEvent event, WebhookDelivery delivery, String payload) {
            return new DeliveryView(
                    "webhook_delivery",
                    delivery.id(),
                    delivery.uri(),
                    delivery.status(),
                    event.key().text(),
                    delivery.error(),
                    payload,
                    delivery.createdAt());
        }

        DeliveryView withoutPayload() {
            return new DeliveryView(object, id, uri, status, key, error, "", createdAt);
        }
    }
}
