package io.satang.charge.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.Instrument.BySource;
import io.satang.charge.store.ChargeStore.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Counts charges by where they have come to, and measures how long that took. It goes by what is at hand and asks for nothing. */
final class ChargeMetrics {
    // Providers answer within a second; payers take minutes, and days.
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofDays(1)
    };

    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<Reached, Counter> reached = new ConcurrentHashMap<>();
    private final Steps bySource;
    private final Steps byCard;

    private record Reached(String state, String method) {}

    private record Steps(Timer answered, Timer ended) {
        static Steps of(MeterRegistry metrics, String instrument) {
            return new Steps(timer(metrics, instrument, "answered"), timer(metrics, instrument, "ended"));
        }

        private static Timer timer(MeterRegistry metrics, String instrument, String step) {
            return Timer.builder("satang.charge.step")
                    .description("From a charge's creation until a provider first answered, and until it ended")
                    .tag("step", step)
                    .tag("instrument", instrument)
                    .serviceLevelObjectives(BOUNDS)
                    .register(metrics);
        }
    }

    ChargeMetrics(MeterRegistry metrics, Clock clock) {
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.bySource = Steps.of(metrics, "source");
        this.byCard = Steps.of(metrics, "card");
    }

    void created(Charge charge) {
        count(charge);
    }

    void changed(List<Change> changes) {
        Instant now = clock.instant();
        for (Change change : changes) {
            changed(change.before(), change.next(), now);
        }
    }

    private void changed(ChargeState before, Charge charge, Instant now) {
        ChargeState next = charge.state();
        // Notes and refunds leave a charge where it is.
        if (before.getClass().equals(next.getClass())) {
            return;
        }
        count(charge);
        boolean source = charge.instrument() instanceof BySource;
        Duration age = Duration.between(charge.createdAt(), now);
        if (firstAnswer(before, next, source)) {
            (source ? bySource : byCard).answered().record(age);
        }
        if (next.ended() && !before.ended()) {
            (source ? bySource : byCard).ended().record(age);
        }
    }

    /** A provider is asked for a card at once; of a source it speaks first when the payer has acted. */
    private static boolean firstAnswer(ChargeState before, ChargeState next, boolean source) {
        boolean payerActed = next instanceof Successful || next instanceof Failed || next instanceof Authorized;
        return before instanceof Authorizing || (source && before instanceof Pending && payerActed);
    }

    private void count(Charge charge) {
        reached.computeIfAbsent(
                        new Reached(
                                StateRows.status(charge.state()), charge.terms().sourceType()),
                        this::counter)
                .increment();
        if (charge.state() instanceof Failed failed) {
            Counter.builder("satang.charge.failed.charges")
                    .description("Charges that have failed, by why")
                    .tag("code", failed.code().code())
                    .tag("method", charge.terms().sourceType())
                    .register(metrics)
                    .increment();
        }
    }

    private Counter counter(Reached place) {
        return Counter.builder("satang.charge.reached.charges")
                .description("Charges that have come to a state")
                .tag("state", place.state())
                .tag("method", place.method())
                .register(metrics);
    }
}
