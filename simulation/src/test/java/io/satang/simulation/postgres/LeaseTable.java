package io.satang.simulation.postgres;

import io.satang.platform.outbox.RelayLease;
import io.satang.platform.outbox.RelayLeases;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The one row of {@code relay_lease}, by the clock of the database. It outlives its holder. */
public final class LeaseTable {
    private static final Duration LASTS = Duration.ofSeconds(3);

    private final Scheduler scheduler;
    private RelayLease lease = new RelayLease("nobody", 0);
    private Instant until = Scheduler.START;

    /** A lease that nobody holds. */
    public LeaseTable(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** One replica's view of it: what {@code PgRelayLeases} does. */
    public RelayLeases leases(Session session) {
        return new Leases(session);
    }

    /** Locks the row; answers whether this is the lease that it shows. */
    boolean holds(Transaction transaction, RelayLease claimed) {
        transaction.lock(this);
        return lease.equals(claimed);
    }

    private Optional<RelayLease> acquire(Transaction transaction, String holder) {
        transaction.lock(this);
        boolean mine = lease.holder().equals(holder);
        if (!mine && scheduler.now().isBefore(until)) {
            return Optional.empty();
        }
        if (!mine) {
            scheduler.saw(Sighting.RELAY_LEASE_TAKEN_OVER, () -> holder + " from " + lease);
        }
        RelayLease next = new RelayLease(holder, mine ? lease.epoch() : lease.epoch() + 1);
        Instant nextUntil = scheduler.now().plus(LASTS);
        transaction.write(() -> {
            lease = next;
            until = nextUntil;
        });
        return Optional.of(next);
    }

    private final class Leases implements RelayLeases {
        private final Session session;

        Leases(Session session) {
            this.session = session;
        }

        @Override
        public Uni<Optional<RelayLease>> acquire(String holder) {
            return session.execute(transaction -> LeaseTable.this.acquire(transaction, holder));
        }

        @Override
        public Uni<Void> release(RelayLease released) {
            return session.execute(transaction -> {
                        if (holds(transaction, released)) {
                            transaction.write(() -> until = scheduler.now());
                        }
                        return true;
                    })
                    .replaceWithVoid();
        }
    }
}
