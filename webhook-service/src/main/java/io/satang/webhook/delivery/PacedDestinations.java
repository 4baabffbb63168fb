package io.satang.webhook.delivery;

import io.satang.webhook.delivery.Destination.Later;
import io.satang.webhook.delivery.Destination.To;
import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sends no more deliveries to an endpoint than it takes. To wait for one's turn is no failure. */
public final class PacedDestinations implements Destinations {
    private final Destinations destinations;
    private final Paces paces;
    private final RandomGenerator random;

    /** @param destinations where deliveries go when it is their turn */
    public PacedDestinations(Destinations destinations, Paces paces, RandomGenerator random) {
        this.destinations = Objects.requireNonNull(destinations, "destinations");
        this.paces = Objects.requireNonNull(paces, "paces");
        this.random = Objects.requireNonNull(random, "random");
    }

    @Override
    public Uni<Destination> of(Delivery delivery) {
        return destinations.of(delivery).chain(destination -> inItsTurn(delivery, destination));
    }

    private Uni<Destination> inItsTurn(Delivery delivery, Destination destination) {
        Optional<EndpointId> endpoint = delivery.recipient().endpointId();
        Uni<Destination> there = Uni.createFrom().item(destination);
        if (!(destination instanceof To to) || to.perSecond().isEmpty() || endpoint.isEmpty()) {
            return there;
        }
        // At its present address it is asked again, and takes its token then.
        if (!to.endpoint().equals(delivery.endpoint())) {
            return there;
        }
        return paces.take(endpoint.get(), to.perSecond().getAsInt()).chain(wait -> after(wait, there));
    }

    // A short wait is not worth a trip to the table.
    private Uni<Destination> after(Duration wait, Uni<Destination> there) {
        if (wait.isZero()) {
            return there;
        }
        return wait.compareTo(PaceStore.WAIT_MAX) > 0
                ? Uni.createFrom().item(Later.about(wait, random))
                : there.onItem().delayIt().by(wait);
    }
}
