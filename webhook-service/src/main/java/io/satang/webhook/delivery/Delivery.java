package io.satang.webhook.delivery;

import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.event.MerchantEvent;
import io.satang.webhook.signature.Signer;
import java.util.Objects;

/**
 * What has to be brought where.
 *
 * @param endpoint  where it goes, as far as is known
 * @param recipient whose it is, and thereby where it goes at the time of an attempt
 */
public record Delivery(DeliveryId id, MerchantEvent event, Endpoint endpoint, Recipient recipient) {

    // A character is up to two bytes in memory, and as many again in the request's body; the rest is ids and texts.
    static final int BYTES_PER_CHAR = 4;
    private static final int BYTES_BESIDE = 1_024;

    public Delivery {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(recipient, "recipient");
    }

    /** The same, on its way to this endpoint. */
    Delivery to(Endpoint other) {
        return new Delivery(id, event, other, recipient);
    }

    /** Whose secrets it is signed with. */
    Signer signer() {
        return switch (recipient) {
            case Recipient.Registered(EndpointId registered) -> new Signer.OfEndpoint(registered.value());
            case Recipient.OfAccount unused -> new Signer.OfAccount(event.accountId());
            case Recipient.OfObject unused -> new Signer.OfAccount(event.accountId());
        };
    }

    /** Whether it goes where its account's events go at the time. */
    public boolean followsAccount() {
        return recipient instanceof Recipient.OfAccount;
    }

    /** How much memory it takes while it is held, its request included: never less than it really is. */
    public long bytes() {
        return (long) BYTES_PER_CHAR * event.data().text().length() + BYTES_BESIDE;
    }
}
