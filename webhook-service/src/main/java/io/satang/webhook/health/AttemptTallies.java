package io.satang.webhook.health;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.satang.webhook.delivery.Attempt;
import io.satang.webhook.delivery.DispatchObserver;
import io.satang.webhook.health.HourTallies.EndpointHour;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Counts attempts of each endpoint by the hour, in memory, and stores the counts every few seconds: the statement that records attempts is on
 * the way of every webhook, and a row for each endpoint in it would be one that all replicas wait for.
 */
@Singleton
class AttemptTallies implements DispatchObserver {
    private static final Logger LOG = Logger.getLogger(AttemptTallies.class);
    private static final Duration STORE_EVERY = Duration.ofSeconds(2);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);
    private static final int ENDPOINTS_MAX = 10_000;

    private final TallyStore store;
    private final Timers timers;
    private final HourTallies counted = new HourTallies(ENDPOINTS_MAX);

    AttemptTallies(TallyStore store, Timers timers) {
        this.store = Objects.requireNonNull(store, "store");
        this.timers = Objects.requireNonNull(timers, "timers");
    }

    void start(@Observes StartupEvent event) {
        timers.oneAtATime(
                STORE_EVERY, this::store, failure -> LOG.warnf("attempts not counted yet: %s", failure.toString()));
        timers.oneAtATime(
                FORGET_EVERY, store::forget, failure -> LOG.warnf("old counts not deleted: %s", failure.toString()));
    }

    @Override
    public void attempted(Attempt attempt) {
        attempt.claimed()
                .delivery()
                .recipient()
                .endpointId()
                .ifPresent(id -> counted.add(
                        EndpointHour.of(id, attempt.at()),
                        Tally.of(attempt.outcome().success())));
    }

    // What could not be stored is counted on, and stored the next time.
    private Uni<Void> store() {
        Map<EndpointHour, Tally> taken = counted.take();
        return taken.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.add(taken).onFailure().invoke(failure -> taken.forEach(counted::add));
    }
}
