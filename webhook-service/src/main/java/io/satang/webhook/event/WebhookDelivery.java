package io.satang.webhook.event;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One attempt to deliver an event, as the event's {@code webhook_deliveries} shows it (reference omise-api §8.19).
 *
 * @param id        {@code whdl_test_…}
 * @param uri       the endpoint
 * @param status    what the endpoint answered; 0 when it did not answer
 * @param error     why the attempt failed, if it did
 * @param createdAt when the attempt ended
 */
public record WebhookDelivery(String id, String uri, int status, Optional<String> error, Instant createdAt) {

    public WebhookDelivery {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
