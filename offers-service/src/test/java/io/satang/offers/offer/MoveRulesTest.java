package io.satang.offers.offer;

import static io.satang.offers.SampleTerms.FROM;
import static io.satang.offers.SampleTerms.NOON;
import static io.satang.offers.SampleTerms.UNTIL;
import static io.satang.offers.SampleTerms.baht;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.offers.SampleTerms;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When time moves an offer on. */
class MoveRulesTest {
    private static final Usage SPENT = new Usage(2, baht(1_000));
    private static final Terms TERMS = SampleTerms.usual().terms();

    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "EXPIRED"})
    void what_has_not_begun_or_is_over_is_not_moved_by_time(OfferState state) {
        assertThat(MoveRules.next(state, TERMS, SPENT, NOON)).isEmpty();
    }

    @Test
    void it_begins_and_it_ends() {
        assertThat(MoveRules.next(OfferState.UPCOMING, TERMS, SPENT, NOON)).contains(FROM);
        assertThat(MoveRules.next(OfferState.LIVE, TERMS, SPENT, NOON)).contains(UNTIL);
        assertThat(MoveRules.next(OfferState.PAUSED, TERMS, SPENT, NOON)).contains(UNTIL);
    }

    @ParameterizedTest
    @CsvSource({
        // Midnight in Bangkok is 17:00 in UTC.
        "DAY,2026-03-04T17:00:00Z",
        "WEEK,2026-03-08T17:00:00Z",
        "MONTH,2026-03-31T17:00:00Z",
        "WHOLE,2026-04-01T00:00:00Z"
    })
    void a_new_budget_makes_it_live_again_unless_it_ends_before(Period period, Instant next) {
        Terms terms = SampleTerms.usual().with(new Budget(baht(1_000), period)).terms();

        assertThat(MoveRules.next(OfferState.BUDGET_EXHAUSTED, terms, SPENT, NOON))
                .contains(next);
    }

    @Test
    void a_new_budget_is_of_no_use_to_what_was_redeemed_as_often_as_it_may_be() {
        Limits limits =
                new Limits(OptionalLong.empty(), OptionalLong.of(2), Optional.of(new Budget(baht(1_000), Period.DAY)));

        assertThat(MoveRules.next(
                        OfferState.BUDGET_EXHAUSTED,
                        SampleTerms.usual().with(limits).terms(),
                        SPENT,
                        NOON))
                .contains(UNTIL);
    }

    @Test
    void a_day_without_a_midnight_begins_when_it_begins() {
        // Summer time began at midnight there.
        assertThat(Period.DAY.nextStart(Instant.parse("2018-11-04T01:00:00Z"), ZoneId.of("America/Sao_Paulo")))
                .contains(Instant.parse("2018-11-04T03:00:00Z"));
    }
}
