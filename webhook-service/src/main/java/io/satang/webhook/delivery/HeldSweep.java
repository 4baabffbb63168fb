package io.satang.webhook.delivery;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.satang.webhook.delivery.TurnStore.Ended;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Lets go what was held for endpoints that are enabled again or answer, and gives up what has waited for too long, a bounded part at a time. */
@Singleton
class HeldSweep {
    private static final Logger LOG = Logger.getLogger(HeldSweep.class);
    private static final String FIRST = "";

    private final HeldStore held;
    private final TurnStore turns;
    private final DeliveryMetrics metrics;
    private final Timers timers;
    private final Duration period;
    private volatile String behind = FIRST;

    HeldSweep(
            HeldStore held,
            TurnStore turns,
            DeliveryMetrics metrics,
            Timers timers,
            @ConfigProperty(name = "satang.deliveries.sweep-millis", defaultValue = "500") long sweepMillis) {
        this.held = Objects.requireNonNull(held, "held");
        this.turns = Objects.requireNonNull(turns, "turns");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.period = Duration.ofMillis(sweepMillis);
    }

    void start(@Observes StartupEvent event) {
        timers.oneAtATime(
                period,
                this::sweep,
                failure -> LOG.warnf("held webhooks not looked at, trying again: %s", failure.toString()));
    }

    private Uni<Void> giveUp() {
        return held.giveUp()
                .invoke(metrics::gaveUp)
                .map(givenUp -> givenUp.stream()
                        .map(each -> new Ended(each.endpointId(), each.turn(), each.accountId()))
                        .toList())
                .chain(turns::release);
    }

    private Uni<?> sweep() {
        return giveUp().chain(() -> held.release(behind))
                .invoke(looked -> behind = looked.last().orElse(FIRST));
    }
}
