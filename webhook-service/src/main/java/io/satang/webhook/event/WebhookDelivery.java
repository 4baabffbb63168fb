package io.satang.webhook.event;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One attempt to deliver an event, as the event's {@code webhook_deliveries} shows it (reference omise-api §8.19).
 *
 * @param id        {@code whdl_test_…}
 * @param slot      which of the event's endpoints, from 0
 * @param uri       the endpoint
 * @param status    what the endpoint answered; 0 when it did not answer
 * @param error     why the attempt failed, if it did
 * @param latencyMs how long it took, in milliseconds; empty when that was not noted
 * @param answer    how the answer's body begins, as far as it is text
 * @param signedAt  when what was sent was signed; empty when nothing was sent, or when that was not noted
 * @param createdAt when the attempt ended
 */
public record WebhookDelivery(
        String id,
        int slot,
        String uri,
        int status,
        Optional<String> error,
        Optional<Integer> latencyMs,
        Optional<String> answer,
        Optional<Instant> signedAt,
        Instant createdAt) {

    public WebhookDelivery {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(latencyMs, "latencyMs");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(signedAt, "signedAt");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Whether the endpoint has taken the event. */
    boolean success() {
        return error.isEmpty();
    }
}
