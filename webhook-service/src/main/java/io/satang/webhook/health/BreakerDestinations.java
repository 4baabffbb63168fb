package io.satang.webhook.health;

import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.Destination;
import io.satang.webhook.delivery.Destinations;
import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.Optional;

/** Holds what is for endpoints that only fail, but for one delivery from time to time. */
public final class BreakerDestinations implements Destinations {
    private final Destinations destinations;
    private final Breakers breakers;

    /** @param destinations where deliveries go if their endpoints are well */
    public BreakerDestinations(Destinations destinations, Breakers breakers) {
        this.destinations = Objects.requireNonNull(destinations, "destinations");
        this.breakers = Objects.requireNonNull(breakers, "breakers");
    }

    @Override
    public Uni<Destination> of(Delivery delivery) {
        Optional<EndpointId> endpoint = delivery.recipient().endpointId();
        Uni<Destination> destination = destinations.of(delivery);
        return endpoint.map(id -> destination.flatMap(to -> unlessOpen(id, delivery, to)))
                .orElse(destination);
    }

    private Uni<Destination> unlessOpen(EndpointId id, Delivery delivery, Destination destination) {
        // At its present address it is asked again, and may take the one attempt from time to time then.
        if (!(destination instanceof Destination.To to) || !to.endpoint().equals(delivery.endpoint())) {
            return Uni.createFrom().item(destination);
        }
        return breakers.admits(id, to.endpoint().text())
                .map(admitted -> admitted ? destination : new Destination.Failing(to.retries()));
    }
}
