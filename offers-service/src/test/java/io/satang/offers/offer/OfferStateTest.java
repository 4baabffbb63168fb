package io.satang.offers.offer;

import static io.satang.offers.SampleTerms.FROM;
import static io.satang.offers.SampleTerms.NOON;
import static io.satang.offers.SampleTerms.UNTIL;
import static io.satang.offers.SampleTerms.baht;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.offers.SampleTerms;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an offer stands: what its owner, time and payments make of it. */
class OfferStateTest {
    private static final Usage UNUSED = new Usage(0, baht(0));
    private static final Terms TERMS = SampleTerms.usual().terms();

    @Test
    void time_moves_a_published_offer_from_upcoming_to_live_to_expired() {
        assertThat(at(FROM.minusNanos(1))).isEqualTo(OfferState.UPCOMING);
        assertThat(at(FROM)).isEqualTo(OfferState.LIVE);
        assertThat(at(UNTIL.minusNanos(1))).isEqualTo(OfferState.LIVE);
        assertThat(at(UNTIL)).isEqualTo(OfferState.EXPIRED);
    }

    @Test
    void time_does_nothing_to_a_draft() {
        assertThat(OfferState.of(Stage.DRAFT, TERMS, UNUSED, UNTIL)).isEqualTo(OfferState.DRAFT);
    }

    @Test
    void a_paused_offer_expires_all_the_same() {
        assertThat(OfferState.of(Stage.PAUSED, TERMS, UNUSED, NOON)).isEqualTo(OfferState.PAUSED);
        assertThat(OfferState.of(Stage.PAUSED, TERMS, UNUSED, UNTIL)).isEqualTo(OfferState.EXPIRED);
    }

    @Test
    void the_last_redemption_exhausts_it_and_a_release_makes_it_live_again() {
        Limits two = new Limits(OptionalLong.empty(), OptionalLong.of(2), Optional.empty());
        Terms terms = SampleTerms.usual().with(two).terms();

        assertThat(OfferState.of(Stage.PUBLISHED, terms, new Usage(2, baht(10)), NOON))
                .isEqualTo(OfferState.BUDGET_EXHAUSTED);
        assertThat(OfferState.of(Stage.PUBLISHED, terms, new Usage(1, baht(5)), NOON))
                .isEqualTo(OfferState.LIVE);
    }

    @Test
    void a_budget_is_used_up_when_the_least_reward_does_not_fit_any_more() {
        Terms terms = SampleTerms.usual()
                .with(new Reward.Flat(baht(300)))
                .with(new Budget(baht(1_000), Period.WHOLE))
                .spending(1_000, 100_000)
                .terms();

        assertThat(OfferState.of(Stage.PUBLISHED, terms, new Usage(2, baht(700)), NOON))
                .isEqualTo(OfferState.LIVE);
        assertThat(OfferState.of(Stage.PUBLISHED, terms, new Usage(2, baht(701)), NOON))
                .isEqualTo(OfferState.BUDGET_EXHAUSTED);
    }

    @ParameterizedTest
    @CsvSource({
        "DRAFT,PUBLISHED,true",
        "DRAFT,PAUSED,false",
        "PUBLISHED,PAUSED,true",
        "PUBLISHED,DRAFT,false",
        "PAUSED,PUBLISHED,true",
        "PAUSED,DRAFT,false",
        "PAUSED,PAUSED,true"
    })
    void its_owner_publishes_pauses_and_resumes_it(Stage from, Stage to, boolean may) {
        assertThat(from.mayBecome(to)).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        // Midnight in Bangkok is 17:00 in UTC.
        "DAY,2026-03-04T16:59:59Z,2026-03-04",
        "DAY,2026-03-04T17:00:00Z,2026-03-05",
        "WEEK,2026-03-08T16:59:59Z,2026-03-02",
        "WEEK,2026-03-08T17:00:00Z,2026-03-09",
        "MONTH,2026-03-31T16:59:59Z,2026-03-01",
        "MONTH,2026-03-31T17:00:00Z,2026-04-01",
        "WHOLE,2026-03-31T17:00:00Z,1970-01-01"
    })
    void a_budget_begins_anew_by_the_merchants_calendar(Period period, Instant time, LocalDate start) {
        assertThat(period.startOf(time, ZoneId.of("Asia/Bangkok"))).isEqualTo(start);
    }

    @Test
    void a_day_of_the_week_is_one_where_the_merchant_is() {
        Schedule thursdays = SampleTerms.usual().on(DayOfWeek.THURSDAY).schedule();

        assertThat(thursdays.includes(Instant.parse("2026-03-04T16:59:59Z"))).isFalse();
        assertThat(thursdays.includes(Instant.parse("2026-03-04T17:00:00Z"))).isTrue();
    }

    @Test
    void a_reward_is_capped_and_never_more_than_what_was_paid() {
        Reward half = new Reward.Percent(BigDecimal.valueOf(50), Optional.of(baht(100)));

        assertThat(half.of(baht(101))).isEqualTo(baht(51));
        assertThat(half.of(baht(1_000))).isEqualTo(baht(100));
        assertThat(new Reward.Flat(baht(100)).of(baht(30))).isEqualTo(baht(30));
    }

    private static OfferState at(Instant now) {
        return OfferState.of(Stage.PUBLISHED, TERMS, UNUSED, now);
    }
}
