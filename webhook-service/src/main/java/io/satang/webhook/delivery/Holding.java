package io.satang.webhook.delivery;

import io.satang.webhook.delivery.DeliveryState.InFlight;
import io.satang.webhook.delivery.DeliveryStore.ClaimRequest;
import io.satang.webhook.endpoint.Endpoint;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The deliveries that this replica holds leases on, each once, and what it may take on. Everything here is memory, under one lock.
 *
 * <p>Safe for use by several threads.
 */
final class Holding {
    private final ReentrantLock lock = new ReentrantLock();
    private final Lanes lanes;
    private final Set<DeliveryId> ids = new HashSet<>();
    private final ClaimTurns claims = new ClaimTurns();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private boolean starting;
    private volatile boolean stopped;

    Holding(DispatchLimits limits) {
        this.lanes = new Lanes(limits);
    }

    int held() {
        return locked(lanes::held);
    }

    long heldBytes() {
        return locked(lanes::heldBytes);
    }

    int inFlight() {
        return locked(lanes::inFlight);
    }

    /** Whether some of these find no room now, and would soon. */
    boolean soonHasRoom(List<Delivery> deliveries) {
        return locked(() -> !stopped && lanes.soonHasRoom(deliveries));
    }

    /** In which state new deliveries are to be written: leased to this replica while it has room. */
    List<NewDelivery> open(List<Delivery> deliveries, DeliveryRules rules, Instant now) {
        return locked(() -> {
            Room room = lanes.room();
            return deliveries.stream()
                    .map(delivery -> rules.open(delivery, !stopped && room.take(delivery), now))
                    .toList();
        });
    }

    /** These are committed. Those that are held already are left alone. */
    void opened(List<NewDelivery> newDeliveries) {
        locked(() -> {
            for (NewDelivery each : newDeliveries) {
                if (each.state() instanceof InFlight lease) {
                    hold(new Claimed(each.delivery(), lease));
                } else {
                    lanes.leftInTable(each.delivery());
                }
            }
            return lanes;
        });
    }

    /** What is to be claimed now, if no claim is under way; otherwise one more follows. */
    Optional<ClaimRequest> nextClaim(Instant now, Instant until) {
        return locked(() -> stopped ? Optional.empty() : claims.next(lanes.claimRoom(), now, until));
    }

    /** The claim has brought these; answers whether to claim again. */
    boolean claimed(ClaimRequest request, List<Claimed> claimed) {
        return locked(() -> {
            claimed.forEach(this::hold);
            lanes.claimed(request, claimed);
            return claims.over(!claimed.isEmpty());
        });
    }

    /** The claim has failed. */
    void notClaimed() {
        locked(claims::failed);
    }

    /** What is to be started now; nothing while somebody is starting things. Whoever is given some asks for {@link #startMore} then. */
    List<Claimed> start() {
        return locked(() -> starting ? List.of() : next());
    }

    List<Claimed> startMore() {
        return locked(this::next);
    }

    private List<Claimed> next() {
        List<Claimed> next = stopped ? List.of() : lanes.start();
        starting = !next.isEmpty();
        return next;
    }

    /** An attempt took so long; before it has {@link #ended}. */
    void took(Delivery delivery, Duration time) {
        locked(() -> {
            lanes.took(delivery, time);
            return lanes;
        });
    }

    /** The attempt is over; answers whether more should be claimed. It is held until it is recorded. */
    boolean ended(Claimed claimed, Standing standing) {
        return locked(() -> lanes.ended(claimed, standing) || (claims.mayHaveMore() && standing == Standing.ANSWERED));
    }

    /** What was started waits its turn at another address instead. */
    void moved(Claimed claimed, Endpoint present) {
        locked(() -> {
            lanes.ended(claimed, Standing.UNKNOWN);
            lanes.remove(claimed.delivery());
            lanes.add(new Claimed(claimed.delivery().to(present), claimed.lease()));
            return lanes;
        });
    }

    /** It is held no more. */
    void discard(Claimed claimed) {
        locked(() -> {
            lanes.remove(claimed.delivery());
            ids.remove(claimed.delivery().id());
            return tellIfDrained();
        });
    }

    /** Nothing is to be started or taken on any more. */
    void stop() {
        locked(() -> {
            stopped = true;
            return tellIfDrained();
        });
    }

    /** Once it is stopped, what has not started: it is to be given back. */
    List<Claimed> unstarted() {
        return stopped ? locked(lanes::takeWaiting) : List.of();
    }

    /** Answers when it is stopped and nothing is held any more. */
    Uni<Void> drained() {
        return Uni.createFrom().completionStage(drained);
    }

    private boolean tellIfDrained() {
        return stopped && ids.isEmpty() && drained.complete(null);
    }

    // Under the lock. An event may be heard of again while its delivery is under way.
    private void hold(Claimed claimed) {
        if (ids.add(claimed.delivery().id())) {
            lanes.add(claimed);
        }
    }

    private <T> T locked(Supplier<T> section) {
        lock.lock();
        try {
            return section.get();
        } finally {
            lock.unlock();
        }
    }
}
