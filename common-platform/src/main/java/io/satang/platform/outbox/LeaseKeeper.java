package io.satang.platform.outbox;

import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Takes and renews this replica's lease. That it has been lost may be learnt late, after a pause for instance; what must not happen then is
 * prevented where it would happen: by the topic, which refuses a replaced publisher, and by deletions that look at the lease.
 */
final class LeaseKeeper {
    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);

    private final RelayLeases leases;
    private final String holder;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile Optional<RelayLease> current = Optional.empty();
    private volatile boolean retired;

    LeaseKeeper(RelayLeases leases, String holder) {
        this.leases = Objects.requireNonNull(leases, "leases");
        this.holder = Objects.requireNonNull(holder, "holder");
    }

    /** The lease, as far as is known. */
    Optional<RelayLease> current() {
        return current;
    }

    /** Renews the lease, or tries to take it. */
    void renew() {
        if (renewing.compareAndSet(false, true)) {
            ask().onTermination()
                    .invoke(() -> renewing.set(false))
                    .subscribe()
                    .with(held -> {}, failure -> LOG.warnf("relay lease not renewed: %s", failure.toString()));
        }
    }

    /** Asks the database whether this very lease is still held, and renews it. */
    Uni<Boolean> confirm(RelayLease lease) {
        return ask().map(held -> held.equals(Optional.of(lease)));
    }

    /** Somebody else has been seen to hold it. */
    void lost() {
        current = Optional.empty();
    }

    /** From now on this replica does nothing under a lease any more. Answers the one that it had. */
    Optional<RelayLease> retire() {
        Optional<RelayLease> last = current;
        retired = true;
        lost();
        return last;
    }

    private Uni<Optional<RelayLease>> ask() {
        return Uni.createFrom()
                .deferred(() -> leases.acquire(holder))
                .invoke(held -> current = retired ? Optional.empty() : held)
                .onFailure()
                .invoke(this::lost);
    }
}
