package io.satang.webhook.delivery;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.satang.webhook.delivery.HeldStore.GivenUp;
import io.satang.webhook.delivery.TurnStore.Ended;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Lets go what was held for endpoints that are enabled again or answer and for hosts that answer, and gives up what has waited for too long, a bounded part at a time. */
@Singleton
class HeldSweep {
    private static final Logger LOG = Logger.getLogger(HeldSweep.class);
    private static final String FIRST = "";
    /** What is beyond is given up the next time. */
    private static final int PARTS_MAX = 20;

    private final HeldStore held;
    private final TurnStore turns;
    private final DeliveryMetrics metrics;
    private final Timers timers;
    private final Duration period;
    private final Duration giveUpPeriod;
    private volatile String behind = FIRST;
    private volatile String behindHost = FIRST;

    HeldSweep(
            HeldStore held,
            TurnStore turns,
            DeliveryMetrics metrics,
            Timers timers,
            @ConfigProperty(name = "satang.deliveries.sweep-millis", defaultValue = "500") long sweepMillis,
            @ConfigProperty(name = "satang.deliveries.give-up-millis", defaultValue = "60000") long giveUpMillis) {
        this.held = Objects.requireNonNull(held, "held");
        this.turns = Objects.requireNonNull(turns, "turns");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.period = Duration.ofMillis(sweepMillis);
        this.giveUpPeriod = Duration.ofMillis(giveUpMillis);
    }

    void start(@Observes StartupEvent event) {
        timers.oneAtATime(
                period,
                this::release,
                failure -> LOG.warnf("held webhooks not looked at, trying again: %s", failure.toString()));
        timers.oneAtATime(
                period,
                this::releaseForHosts,
                failure -> LOG.warnf("webhooks for silent hosts not looked at, trying again: %s", failure.toString()));
        timers.oneAtATime(
                giveUpPeriod,
                this::giveUp,
                failure -> LOG.warnf("webhooks not given up, trying again: %s", failure.toString()));
    }

    // Part by part, until there is nothing left to give up.
    private Uni<?> giveUp() {
        return Multi.createBy()
                .repeating()
                .uni(this::giveUpSome)
                .whilst(given -> given > 0)
                .select()
                .first(PARTS_MAX)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Integer> giveUpSome() {
        return held.giveUp()
                .invoke(metrics::gaveUp)
                .call(givenUp -> turns.release(ended(givenUp)))
                .map(List::size);
    }

    private Uni<?> release() {
        return held.release(behind).invoke(looked -> behind = looked.last().orElse(FIRST));
    }

    private Uni<?> releaseForHosts() {
        return held.releaseForHosts(behindHost)
                .invoke(looked -> behindHost = looked.last().orElse(FIRST));
    }

    private static List<Ended> ended(List<GivenUp> givenUp) {
        return givenUp.stream()
                .flatMap(each -> each.endpointId().map(id -> new Ended(id, each.turn(), each.accountId())).stream())
                .toList();
    }
}
