package io.satang.webhook.registry;

import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.event.EventPatterns;
import java.util.List;
import java.util.Objects;

/**
 * Who wants to hear what of an account.
 *
 * @param own        what the account's own endpoint wants to hear
 * @param registered those beside it
 */
public record Subscriptions(EventPatterns own, List<Registered> registered) {
    /** The account's own endpoint hears everything, and there is no other. */
    public static final Subscriptions NONE = new Subscriptions(EventPatterns.ALL, List.of());

    public Subscriptions {
        Objects.requireNonNull(own, "own");
        registered = List.copyOf(registered);
    }

    /**
     * An endpoint that a merchant has made.
     *
     * @param address where it is
     * @param events  what it wants to hear
     */
    public record Registered(EndpointId id, Endpoint address, EventPatterns events) {
        public Registered {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(events, "events");
        }
    }

    /** The same with these beside the account's own. */
    Subscriptions and(List<Registered> others) {
        return others.isEmpty() ? this : new Subscriptions(own, others);
    }
}
