package io.satang.webhook.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.satang.webhook.retention.Retention.Kind;
import io.satang.webhook.retention.Retention.Range;
import io.satang.webhook.retention.RetentionStore.Step;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Deletes what is over from time to time. It works one part of the time and rests three, so that payments hardly notice. */
@Singleton
class RetentionSweep {
    private static final Logger LOG = Logger.getLogger(RetentionSweep.class);
    private static final int REST = 3;
    private static final Duration REST_MIN = Duration.ofMillis(20);

    private final Retention retention;
    private final RetentionStore store;
    private final MeterRegistry metrics;
    private final Timers timers;
    private final Clock clock;
    private final Duration period;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile boolean stopped;

    RetentionSweep(
            RetentionStore store,
            MeterRegistry metrics,
            Timers timers,
            Clock clock,
            @ConfigProperty(name = "satang.retention.events", defaultValue = "P90D") Duration events,
            @ConfigProperty(name = "satang.retention.attempts", defaultValue = "P30D") Duration attempts,
            @ConfigProperty(name = "satang.retention.period", defaultValue = "PT1M") Duration period) {
        this.retention = new Retention(events, attempts);
        this.store = Objects.requireNonNull(store, "store");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.period = Objects.requireNonNull(period, "period");
    }

    void start(@Observes StartupEvent event) {
        timers.every(
                period,
                () -> sweep().subscribe()
                        .with(
                                done -> {},
                                failure -> LOG.warnf(
                                        "what is over was not deleted, trying again later: %s", failure.toString())));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /** Deletes all that is over. Does nothing while that is under way. */
    Uni<Void> sweep() {
        if (!underWay.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .items(Kind.values())
                .onItem()
                .transformToMultiAndConcatenate(kind -> Multi.createFrom()
                        .iterable(retention.over(kind, clock.instant()))
                        .onItem()
                        .transformToUniAndConcatenate(range -> delete(kind, range)))
                .onItem()
                .ignoreAsUni()
                .onTermination()
                .invoke(() -> underWay.set(false));
    }

    private Uni<Void> delete(Kind kind, Range range) {
        AtomicReference<Range> left = new AtomicReference<>(range);
        return Uni.createFrom()
                .deferred(() -> step(kind, left.get()))
                .invoke(step -> step.next().ifPresent(next -> left.set(range.from(next))))
                .repeat()
                .whilst(step -> step.next().isPresent() && !stopped)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Step> step(Kind kind, Range range) {
        long start = clock.millis();
        return store.delete(kind, range).invoke(step -> count(kind, step)).call(step -> rest(clock.millis() - start));
    }

    private static Uni<Void> rest(long worked) {
        Duration rest = Duration.ofMillis(REST * worked);
        return Uni.createFrom().voidItem().onItem().delayIt().by(rest.compareTo(REST_MIN) < 0 ? REST_MIN : rest);
    }

    private void count(Kind kind, Step step) {
        metrics.counter(
                        "satang.webhook.retention.deleted.rows",
                        "kind",
                        kind.name().toLowerCase(Locale.ROOT))
                .increment((double) step.deleted());
    }
}
