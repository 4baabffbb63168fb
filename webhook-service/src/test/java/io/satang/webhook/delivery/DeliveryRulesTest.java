package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.AttemptOutcome.Cause;
import io.satang.webhook.delivery.AttemptOutcome.Unanswered;
import io.satang.webhook.delivery.DeliveryState.Delivered;
import io.satang.webhook.delivery.DeliveryState.Due;
import io.satang.webhook.delivery.DeliveryState.Exhausted;
import io.satang.webhook.delivery.DeliveryState.InFlight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final RetrySchedule SCHEDULE =
            new RetrySchedule.Exponential(3, Duration.ofSeconds(5), Duration.ofMinutes(1), 2, 0.2);
    private static final DeliveryRules RULES =
            new DeliveryRules(SCHEDULE, Duration.ofSeconds(60), Duration.ofSeconds(10));
    private static final AttemptOutcome OK = new Answered(200);
    private static final AttemptOutcome DOWN = new Unanswered(Cause.TIMEOUT);
    private static final double MIDDLE = 0.5;

    @Test
    void aNewDeliveryIsLeasedOrDue() {
        assertThat(RULES.openLeased(NOW)).isEqualTo(new InFlight(0, 1, NOW.plusSeconds(60)));
        assertThat(RULES.openDue(NOW)).isEqualTo(new Due(0, 0, NOW));
    }

    @Test
    void whatIsDueCanBeClaimed() {
        assertThat(RULES.claim(new Due(2, 4, NOW), NOW)).contains(new InFlight(2, 5, NOW.plusSeconds(60)));
        assertThat(RULES.claim(new Due(2, 4, NOW.plusMillis(1)), NOW)).isEmpty();
    }

    @Test
    void aLeaseThatHasEndedCanBeClaimed() {
        assertThat(RULES.claim(new InFlight(2, 4, NOW), NOW)).contains(new InFlight(2, 5, NOW.plusSeconds(60)));
        assertThat(RULES.claim(new InFlight(2, 4, NOW.plusMillis(1)), NOW)).isEmpty();
    }

    @Test
    void whatHasEndedIsNeverClaimed() {
        assertThat(RULES.claim(new Delivered(1, NOW), NOW)).isEmpty();
        assertThat(RULES.claim(new Exhausted(3, NOW), NOW)).isEmpty();
    }

    @Test
    void anAttemptStartsOnlyIfItEndsWithinTheLease() {
        assertThat(RULES.leavesTime(new InFlight(0, 1, NOW.plusSeconds(10)), NOW))
                .isTrue();
        assertThat(RULES.leavesTime(new InFlight(0, 1, NOW.plusSeconds(10).minusMillis(1)), NOW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void anAnswerOfSuccessDelivers(int status) {
        assertThat(decide(new InFlight(1, 2, NOW), 2, new Answered(status))).isEqualTo(new Delivered(2, NOW));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 300, 301, 302, 307, 308, 400, 404, 429, 500, 503, 599})
    void anyOtherAnswerIsRetried(int status) {
        assertThat(decide(new InFlight(0, 1, NOW), 1, new Answered(status)))
                .isEqualTo(new Due(1, 1, NOW.plusSeconds(5)));
    }

    @Test
    void an_endpoint_that_says_it_is_gone_is_not_asked_again() {
        assertThat(decide(new InFlight(0, 1, NOW), 1, new Answered(410))).isEqualTo(new Exhausted(1, NOW));
    }

    @Test
    void an_endpoint_may_want_no_other_attempt_after_what_it_refuses() {
        RetryPolicy strict = new RetryPolicy(SCHEDULE, true);
        InFlight first = new InFlight(0, 1, NOW);

        assertThat(RULES.decide(first, 1, new Answered(404), NOW, MIDDLE, strict))
                .isEqualTo(new Exhausted(1, NOW));
        for (AttemptOutcome outcome : List.of(new Answered(408), new Answered(429), new Answered(500), DOWN)) {
            assertThat(RULES.decide(first, 1, outcome, NOW, MIDDLE, strict)).isInstanceOf(Due.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void noAnswerIsRetried(Cause cause) {
        AttemptOutcome outcome = new Unanswered(cause);

        assertThat(decide(new InFlight(1, 2, NOW), 2, outcome)).isEqualTo(new Due(2, 2, NOW.plusSeconds(10)));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.error()).isPresent();
    }

    @Test
    void jitterMovesTheNextAttempt() {
        InFlight state = new InFlight(0, 1, NOW);

        assertThat(RULES.decide(state, 1, DOWN, NOW, 0)).isEqualTo(new Due(1, 1, NOW.plusSeconds(4)));
        assertThat(RULES.decide(state, 1, DOWN, NOW, 0.75)).isEqualTo(new Due(1, 1, NOW.plusMillis(5_500)));
    }

    @Test
    void theLastFailureExhausts() {
        assertThat(decide(new InFlight(2, 7, NOW), 7, DOWN)).isEqualTo(new Exhausted(3, NOW));
    }

    @Test
    void aLateFailureChangesNothing() {
        for (DeliveryState state :
                List.of(new Due(1, 2, NOW), new InFlight(1, 2, NOW), new Delivered(1, NOW), new Exhausted(3, NOW))) {
            assertThat(decide(state, 1, DOWN)).isEqualTo(state);
        }
    }

    @Test
    void aLateSuccessDeliversAllTheSame() {
        assertThat(decide(new Due(1, 2, NOW), 1, OK)).isEqualTo(new Delivered(2, NOW));
        assertThat(decide(new InFlight(1, 2, NOW), 1, OK)).isEqualTo(new Delivered(2, NOW));
        assertThat(decide(new Exhausted(3, NOW), 1, OK)).isEqualTo(new Delivered(4, NOW));
    }

    @Test
    void whatIsDeliveredStaysDelivered() {
        Delivered delivered = new Delivered(1, NOW.minusSeconds(1));

        assertThat(decide(delivered, 1, OK)).isEqualTo(delivered);
        assertThat(decide(delivered, 1, DOWN)).isEqualTo(delivered);
    }

    @Property
    void everyStateAndOutcomeHasADecision(
            @ForAll("states") DeliveryState state, @ForAll("outcomes") AttemptOutcome outcome) {
        DeliveryState next = decide(state, 1, outcome);

        assertThat(next.attempts()).isBetween(state.attempts(), state.attempts() + 1);
        assertThat(next instanceof InFlight && !next.equals(state)).isFalse();
        if (outcome.success()) {
            assertThat(next).isInstanceOf(Delivered.class);
        }
        if (next instanceof Due due && !due.equals(state)) {
            assertThat(due.at()).isAfter(NOW);
            assertThat(due.attempts()).isLessThan(SCHEDULE.attemptsMax());
        }
    }

    @Property
    void aDeliveryThatOnlyFailsIsGivenUpAfterTheLastAttempt(@ForAll("failures") List<AttemptOutcome> outcomes) {
        DeliveryState state = RULES.openDue(NOW);
        Instant now = NOW;
        for (AttemptOutcome outcome : outcomes) {
            if (state instanceof Due due) {
                now = due.at();
                InFlight lease = RULES.claim(due, now).orElseThrow();
                state = RULES.decide(lease, lease.claim(), outcome, now, MIDDLE);
            }
        }

        assertThat(state.attempts()).isEqualTo(Math.min(outcomes.size(), SCHEDULE.attemptsMax()));
        assertThat(state instanceof Exhausted).isEqualTo(outcomes.size() >= SCHEDULE.attemptsMax());
    }

    @Test
    void aLeaseOutlastsAnAttempt() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new DeliveryRules(SCHEDULE, second, second))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<DeliveryState> states() {
        Arbitrary<Integer> attempts = Arbitraries.integers().between(0, 2);
        Arbitrary<Instant> times = Arbitraries.longs().between(-100, 100).map(NOW::plusSeconds);
        return Combinators.combine(attempts, Arbitraries.integers().between(1, 3), times)
                .as((made, claim, at) -> Stream.<DeliveryState>of(
                        new Due(made, claim, at),
                        new InFlight(made, claim, at),
                        new Delivered(made, at),
                        new Exhausted(3, at)))
                .flatMap(all -> Arbitraries.of(all.toList()));
    }

    @Provide
    Arbitrary<AttemptOutcome> outcomes() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(100, 599).map(Answered::new),
                Arbitraries.of(Cause.class).map(Unanswered::new));
    }

    @Provide
    Arbitrary<List<AttemptOutcome>> failures() {
        return outcomes()
                .filter(outcome -> !outcome.success() && !outcome.gone())
                .list()
                .ofMaxSize(6);
    }

    private static DeliveryState decide(DeliveryState state, int claim, AttemptOutcome outcome) {
        return RULES.decide(state, claim, outcome, NOW, MIDDLE);
    }
}
