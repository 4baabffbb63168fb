package io.satang.webhook.delivery;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.satang.webhook.delivery.TurnStore.Place;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Lets go what waits for its turn although nothing is before it: a replica has died between an attempt and this, an event is too old to be
 * kept, or its endpoint asks for no order any more.
 */
@Singleton
class TurnSweep {
    private static final Logger LOG = Logger.getLogger(TurnSweep.class);

    private final TurnStore turns;
    private final Timers timers;
    private final Duration period;
    private volatile Place place = Place.FIRST;

    TurnSweep(
            TurnStore turns,
            Timers timers,
            @ConfigProperty(name = "satang.deliveries.sweep-millis", defaultValue = "500") long sweepMillis) {
        this.turns = Objects.requireNonNull(turns, "turns");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.period = Duration.ofMillis(sweepMillis);
    }

    void start(@Observes StartupEvent event) {
        timers.oneAtATime(
                period,
                this::sweep,
                failure -> LOG.warnf("webhooks in order not looked at, trying again: %s", failure.toString()));
    }

    private Uni<?> sweep() {
        return turns.look(place).invoke(next -> place = next.orElse(Place.FIRST));
    }
}
