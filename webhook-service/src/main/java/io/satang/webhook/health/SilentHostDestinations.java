package io.satang.webhook.health;

import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.Destination;
import io.satang.webhook.delivery.Destinations;
import io.satang.webhook.delivery.SilentHost;
import io.smallrye.mutiny.Uni;
import java.util.Objects;

/** Holds what is for silent hosts of addresses that were named with charges, but for one delivery from time to time. */
public final class SilentHostDestinations implements Destinations {
    private final Destinations destinations;
    private final SilentHosts hosts;

    /** @param destinations where deliveries go if their hosts are there */
    public SilentHostDestinations(Destinations destinations, SilentHosts hosts) {
        this.destinations = Objects.requireNonNull(destinations, "destinations");
        this.hosts = Objects.requireNonNull(hosts, "hosts");
    }

    @Override
    public Uni<Destination> of(Delivery delivery) {
        if (delivery.recipient().endpointId().isPresent()) {
            return destinations.of(delivery);
        }
        SilentHost host = SilentHost.of(delivery);
        return hosts.admits(host)
                .chain(admitted ->
                        admitted ? destinations.of(delivery) : Uni.createFrom().item(new Destination.Silent(host)));
    }
}
