package io.satang.platform.outbox;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Which replica relays for all. It lasts for three seconds by the database's clock, and has to be renewed within them. */
public interface RelayLeases {

    /** Takes the lease when it is free, or renews it when {@code holder} has it; empty when somebody else does. */
    Uni<Optional<RelayLease>> acquire(String holder);

    /** Gives the lease up, if it is still this one. */
    Uni<Void> release(RelayLease lease);
}
