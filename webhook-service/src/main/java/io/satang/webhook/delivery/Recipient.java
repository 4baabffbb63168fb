package io.satang.webhook.delivery;

import io.satang.webhook.endpoint.EndpointId;
import java.util.Objects;
import java.util.Optional;

/** Whose a delivery is: what may have another address at each attempt, and what keeps the one that it was given. */
public sealed interface Recipient {

    /** The endpoint that it belongs to, if it belongs to one. */
    Optional<EndpointId> endpointId();

    /** The account's own endpoint: goes to its {@code webhook_uri}. */
    record OfAccount(EndpointId id) implements Recipient {
        public OfAccount {
            Objects.requireNonNull(id, "id");
        }

        /** That of this account. */
        public static OfAccount of(String accountId) {
            return new OfAccount(EndpointId.ofAccount(accountId));
        }

        @Override
        public Optional<EndpointId> endpointId() {
            return Optional.of(id);
        }
    }

    /** One that the merchant has made beside it. */
    record Registered(EndpointId id) implements Recipient {
        public Registered {
            Objects.requireNonNull(id, "id");
        }

        @Override
        public Optional<EndpointId> endpointId() {
            return Optional.of(id);
        }
    }

    /** An address that was named with the event's object, which stays. */
    record OfObject() implements Recipient {
        @Override
        public Optional<EndpointId> endpointId() {
            return Optional.empty();
        }
    }
}
