package io.satang.webhook.delivery;

import io.satang.webhook.delivery.Destination.Behind;
import io.satang.webhook.delivery.Destination.To;
import io.smallrye.mutiny.Uni;
import java.util.Objects;

/** Lets a delivery to an endpoint that asks for order wait until what happened to its object before has come to its end. */
public final class TurnDestinations implements Destinations {
    private final Destinations destinations;
    private final TurnStore turns;

    /** @param destinations where deliveries go when it is their turn */
    public TurnDestinations(Destinations destinations, TurnStore turns) {
        this.destinations = Objects.requireNonNull(destinations, "destinations");
        this.turns = Objects.requireNonNull(turns, "turns");
    }

    @Override
    public Uni<Destination> of(Delivery delivery) {
        return destinations
                .of(delivery)
                .chain(destination -> destination instanceof To to && to.ordered()
                        ? turns.ahead(delivery)
                                .map(ahead ->
                                        ahead.<Destination>map(Behind::new).orElse(destination))
                        : Uni.createFrom().item(destination));
    }
}
