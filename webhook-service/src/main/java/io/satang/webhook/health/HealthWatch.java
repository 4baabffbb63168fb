package io.satang.webhook.health;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks for what other replicas have found out of endpoints and silent hosts, so that all know it within a moment, also one that has just started. */
@Singleton
class HealthWatch {
    private static final Logger LOG = Logger.getLogger(HealthWatch.class);
    /** What was not looked at for longer may have been missed. */
    private static final Duration MISSED_AFTER = Duration.ofSeconds(10);

    private static final Duration READ_HOSTS_EVERY = Duration.ofSeconds(1);
    private static final String FIRST = "";

    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final HealthStore store;
    private final SilentHostStore hostStore;
    private final SilentHosts hosts;
    private final Breakers breakers;
    private final Timers timers;
    private final Clock clock;
    private final Duration period;
    private volatile Instant looked = Instant.EPOCH;
    private volatile String behind = FIRST;

    HealthWatch(
            HealthStore store,
            SilentHostStore hostStore,
            SilentHosts hosts,
            Breakers breakers,
            Timers timers,
            Clock clock,
            @ConfigProperty(name = "satang.endpoints.watch-millis", defaultValue = "500") long periodMillis) {
        this.store = Objects.requireNonNull(store, "store");
        this.hostStore = Objects.requireNonNull(hostStore, "hostStore");
        this.hosts = Objects.requireNonNull(hosts, "hosts");
        this.breakers = Objects.requireNonNull(breakers, "breakers");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.period = Duration.ofMillis(periodMillis);
    }

    void start(@Observes StartupEvent event) {
        timers.oneAtATime(
                period, this::look, failure -> LOG.warnf("endpoints' health not looked at: %s", failure.toString()));
        timers.oneAtATime(
                READ_HOSTS_EVERY,
                this::readHosts,
                failure -> LOG.warnf("silent hosts not looked at: %s", failure.toString()));
        timers.every(FORGET_EVERY, this::forgetWell);
    }

    private void forgetWell() {
        store.forgetWell()
                .chain(hostStore::forgetOld)
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("endpoints' health not cleared: %s", failure.toString()));
    }

    private Uni<?> look() {
        Instant now = clock.instant();
        boolean missed = looked.plus(MISSED_AFTER).isBefore(now);
        return (missed ? store.open() : store.changedLately()).invoke(found -> {
            if (missed) {
                breakers.forgetAll();
            }
            found.forEach(breakers::learned);
            looked = now;
        });
    }

    // A bounded part after the other, and from the first again after the last.
    private Uni<?> readHosts() {
        return hostStore.read(behind).invoke(found -> {
            found.forEach(hosts::learned);
            behind = found.isEmpty() ? FIRST : found.getLast().text();
        });
    }
}
