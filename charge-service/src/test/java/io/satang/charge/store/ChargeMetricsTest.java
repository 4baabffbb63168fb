package io.satang.charge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeState;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.SampleCharges;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.store.ChargeStore.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What operators see of charges. */
class ChargeMetricsTest {
    private static final Duration LATER = Duration.ofSeconds(90);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ChargeMetrics metrics =
            new ChargeMetrics(registry, Clock.fixed(SampleCharges.CREATED.plus(LATER), ZoneOffset.UTC));
    private final Charge pending = SampleCharges.pending(SampleSources.points().build());
    private final Charge successful =
            SampleCharges.successful(SampleSources.points().build());

    @Test
    void a_charge_is_counted_where_it_is_made_and_where_it_comes_to_by_its_method() {
        metrics.created(pending);
        metrics.changed(List.of(change(pending.state(), successful)));

        assertThat(reached("pending")).isEqualTo(1);
        assertThat(reached("successful")).isEqualTo(1);
    }

    @Test
    void what_leaves_it_where_it_is_counts_for_nothing() {
        metrics.changed(List.of(change(pending.state(), pending.describe(Optional.of("new words"), Optional.empty()))));
        metrics.changed(List.of(change(successful.state(), successful)));

        assertThat(registry.find("satang.charge.reached.charges").counters()).isEmpty();
        assertThat(step("ended").count()).isZero();
    }

    @Test
    void one_that_fails_is_counted_by_why() {
        Charge failed =
                SampleCharges.moved(pending, new Failed(SampleCharges.ENDED, new FailureCode("insufficient_fund")));

        metrics.changed(List.of(change(new Pending(), failed)));

        assertThat(registry.get("satang.charge.failed.charges")
                        .tags("code", "insufficient_fund", "method", "points_citi")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void how_long_it_took_is_measured_from_its_creation() {
        metrics.changed(List.of(change(pending.state(), successful)));

        assertThat(step("answered").totalTime(TimeUnit.SECONDS)).isEqualTo(90);
        assertThat(step("ended").totalTime(TimeUnit.SECONDS)).isEqualTo(90);
    }

    @Test
    void one_that_nobody_has_paid_has_ended_without_an_answer() {
        metrics.changed(List.of(change(
                new Pending(), SampleCharges.expired(SampleSources.points().build()))));

        assertThat(step("answered").count()).isZero();
        assertThat(step("ended").count()).isEqualTo(1);
    }

    private static Change change(ChargeState before, Charge next) {
        return new Change(
                before,
                new MarkPaid(),
                next,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private double reached(String state) {
        return registry.get("satang.charge.reached.charges")
                .tags("state", state, "method", "points_citi")
                .counter()
                .count();
    }

    private Timer step(String step) {
        return registry.get("satang.charge.step")
                .tags("step", step, "instrument", "source")
                .timer();
    }
}
