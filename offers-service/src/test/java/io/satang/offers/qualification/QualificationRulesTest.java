package io.satang.offers.qualification;

import static io.satang.offers.SampleTerms.FROM;
import static io.satang.offers.SampleTerms.NOON;
import static io.satang.offers.SampleTerms.UNTIL;
import static io.satang.offers.SampleTerms.baht;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.offers.SampleTerms;
import io.satang.offers.offer.Budget;
import io.satang.offers.offer.Channel;
import io.satang.offers.offer.Limits;
import io.satang.offers.offer.Period;
import io.satang.offers.offer.Reward;
import io.satang.offers.offer.Stage;
import io.satang.offers.qualification.Qualification.NotQualified;
import io.satang.offers.qualification.Qualification.Qualified;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each rule of an offer, with its own reason. */
class QualificationRulesTest {
    private static final Membership MEMBER = new Membership(FROM, Optional.empty());
    private static final Counts NOTHING_YET = new Counts(0, 0, baht(0), false);

    @Test
    void a_payment_within_all_rules_earns_the_reward() {
        assertThat(qualify(SampleTerms.usual(), paid(10_000))).isEqualTo(new Qualified(baht(500)));
    }

    @Test
    void the_spend_is_bounded_on_both_sides_the_bounds_included() {
        SampleTerms terms = SampleTerms.usual().spending(1_000, 5_000);

        assertThat(qualify(terms, paid(1_000))).isInstanceOf(Qualified.class);
        assertThat(qualify(terms, paid(5_000))).isInstanceOf(Qualified.class);
        assertThat(reasons(qualify(terms, paid(999)))).containsExactly(Reason.BELOW_MINIMUM_SPEND);
        assertThat(reasons(qualify(terms, paid(5_001)))).containsExactly(Reason.ABOVE_MAXIMUM_SPEND);
    }

    @Test
    void another_currency_earns_nothing() {
        Payment dollars = new Payment(new Money(10_000, Currency.USD), NOON, Channel.ONLINE);

        assertThat(reasons(qualify(SampleTerms.usual(), dollars))).containsExactly(Reason.OTHER_CURRENCY);
    }

    @Test
    void a_reward_that_rounds_to_nothing_is_none() {
        assertThat(reasons(qualify(SampleTerms.usual(), paid(9)))).containsExactly(Reason.NOTHING_EARNED);
    }

    @Test
    void only_payments_while_the_offer_runs_count() {
        assertThat(reasons(qualify(SampleTerms.usual(), paidAt(UNTIL)))).containsExactly(Reason.ENDED);
        assertThat(reasons(QualificationRules.qualify(
                        Stage.PUBLISHED,
                        SampleTerms.usual().terms(),
                        new Membership(FROM.minusSeconds(60), Optional.empty()),
                        paidAt(FROM.minusSeconds(1)),
                        NOTHING_YET)))
                .containsExactly(Reason.NOT_STARTED);
    }

    @Test
    void a_draft_and_a_paused_offer_reward_nobody() {
        assertThat(reasons(qualify(Stage.DRAFT, MEMBER, NOTHING_YET))).containsExactly(Reason.NOT_PUBLISHED);
        assertThat(reasons(qualify(Stage.PAUSED, MEMBER, NOTHING_YET))).containsExactly(Reason.PAUSED);
    }

    @Test
    void only_payments_while_the_card_is_linked_count() {
        Membership later = new Membership(NOON.plusSeconds(1), Optional.empty());
        Membership former = new Membership(FROM, Optional.of(NOON));

        assertThat(reasons(qualify(Stage.PUBLISHED, later, NOTHING_YET))).containsExactly(Reason.NOT_LINKED_YET);
        assertThat(reasons(qualify(Stage.PUBLISHED, former, NOTHING_YET))).containsExactly(Reason.UNLINKED);
    }

    @Test
    void other_days_and_other_channels_earn_nothing() {
        SampleTerms thursdays = SampleTerms.usual().on(DayOfWeek.THURSDAY);
        Payment atTheCounter = new Payment(baht(10_000), NOON, Channel.IN_STORE);

        assertThat(reasons(qualify(thursdays, paid(10_000)))).containsExactly(Reason.OTHER_DAY);
        assertThat(reasons(qualify(SampleTerms.usual(), atTheCounter))).containsExactly(Reason.OTHER_CHANNEL);
    }

    @Test
    void the_limits_of_the_card_and_of_the_offer_are_told_apart() {
        SampleTerms terms =
                SampleTerms.usual().with(new Limits(OptionalLong.of(1), OptionalLong.of(3), Optional.empty()));

        assertThat(reasons(qualify(terms, new Counts(1, 2, baht(0), false))))
                .containsExactly(Reason.CARD_LIMIT_REACHED);
        assertThat(reasons(qualify(terms, new Counts(0, 3, baht(0), false))))
                .containsExactly(Reason.OFFER_LIMIT_REACHED);
        assertThat(qualify(terms, new Counts(0, 2, baht(0), false))).isInstanceOf(Qualified.class);
    }

    @Test
    void a_reward_that_the_budget_does_not_cover_whole_is_not_given() {
        SampleTerms terms = SampleTerms.usual().with(new Budget(baht(1_000), Period.DAY));

        assertThat(qualify(terms, new Counts(0, 1, baht(500), false))).isEqualTo(new Qualified(baht(500)));
        assertThat(reasons(qualify(terms, new Counts(0, 1, baht(501), false))))
                .containsExactly(Reason.BUDGET_EXHAUSTED);
    }

    @Test
    void an_offer_for_new_customers_asks_for_earlier_payments_and_others_do_not() {
        Counts regular = new Counts(0, 0, baht(0), true);

        assertThat(reasons(qualify(SampleTerms.usual().newCustomers(90), regular)))
                .containsExactly(Reason.NOT_A_NEW_CUSTOMER);
        assertThat(qualify(SampleTerms.usual(), regular)).isInstanceOf(Qualified.class);
    }

    @Test
    void all_reasons_are_told_at_once() {
        SampleTerms terms = SampleTerms.usual()
                .with(new Reward.Percent(BigDecimal.ONE, Optional.empty()))
                .on(DayOfWeek.SUNDAY)
                .spending(20_000, 30_000);

        assertThat(reasons(qualify(terms, paid(10_000)))).containsExactly(Reason.OTHER_DAY, Reason.BELOW_MINIMUM_SPEND);
    }

    private static Payment paid(long subunits) {
        return new Payment(baht(subunits), NOON, Channel.ONLINE);
    }

    private static Payment paidAt(Instant time) {
        return new Payment(baht(10_000), time, Channel.ONLINE);
    }

    private static Qualification qualify(SampleTerms terms, Payment payment) {
        return QualificationRules.qualify(Stage.PUBLISHED, terms.terms(), MEMBER, payment, NOTHING_YET);
    }

    private static Qualification qualify(SampleTerms terms, Counts counts) {
        return QualificationRules.qualify(Stage.PUBLISHED, terms.terms(), MEMBER, paid(10_000), counts);
    }

    private static Qualification qualify(Stage stage, Membership membership, Counts counts) {
        return QualificationRules.qualify(stage, SampleTerms.usual().terms(), membership, paid(10_000), counts);
    }

    private static List<Reason> reasons(Qualification qualification) {
        assertThat(qualification).isInstanceOf(NotQualified.class);
        return ((NotQualified) qualification).reasons();
    }
}
