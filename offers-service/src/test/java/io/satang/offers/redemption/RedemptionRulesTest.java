package io.satang.offers.redemption;

import static io.satang.offers.SampleTerms.NOON;
import static io.satang.offers.SampleTerms.RETURN_PERIOD;
import static io.satang.offers.SampleTerms.baht;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.offers.SampleTerms;
import io.satang.offers.offer.Benefit;
import io.satang.offers.offer.Channel;
import io.satang.offers.offer.Terms;
import io.satang.offers.qualification.Payment;
import io.satang.offers.qualification.Qualification.NotQualified;
import io.satang.offers.qualification.Qualification.Qualified;
import io.satang.offers.qualification.Reason;
import io.satang.offers.redemption.PaymentFacts.Progress;
import io.satang.offers.redemption.RedemptionState.ClawedBack;
import io.satang.offers.redemption.RedemptionState.Confirmed;
import io.satang.offers.redemption.RedemptionState.Payable;
import io.satang.offers.redemption.RedemptionState.Pending;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.offers.redemption.RedemptionState.Released;
import io.satang.offers.redemption.RedemptionState.Reserved;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a reward. */
class RedemptionRulesTest {
    private static final Terms TERMS = SampleTerms.usual().terms();
    private static final Payment PAYMENT = new Payment(baht(10_000), NOON, Channel.ONLINE);
    private static final Instant PAYABLE = NOON.plus(RETURN_PERIOD);
    private static final Progress HELD = new Progress.Held();
    private static final Progress GONE = new Progress.Gone();
    private static final Progress TAKEN = new Progress.Taken(baht(10_000), NOON);

    @Test
    void a_payment_that_is_only_held_waits() {
        assertThat(next(Optional.empty(), HELD, 0)).contains(new Pending(baht(500)));
        assertThat(next(Optional.of(new Reserved(baht(500))), HELD, 0)).contains(new Pending(baht(500)));
    }

    @Test
    void a_payment_that_was_taken_confirms_it() {
        assertThat(next(Optional.empty(), TAKEN, 0)).contains(confirmed(500, 0));
        assertThat(next(Optional.of(new Reserved(baht(500))), TAKEN, 0)).contains(confirmed(500, 0));
        assertThat(next(Optional.of(new Pending(baht(500))), TAKEN, 0)).contains(confirmed(500, 0));
    }

    @Test
    void a_payment_that_comes_to_nothing_releases_it() {
        assertThat(next(Optional.of(new Reserved(baht(500))), GONE, 0)).contains(new Released());
        assertThat(next(Optional.of(new Pending(baht(500))), GONE, 0)).contains(new Released());
    }

    @Test
    void of_a_payment_that_never_was_one_nothing_is_said() {
        assertThat(next(Optional.empty(), GONE, 0)).isEmpty();
    }

    @Test
    void what_does_not_qualify_is_rejected_for_good() {
        List<Reason> reasons = List.of(Reason.PAUSED);
        Optional<RedemptionState> rejected =
                RedemptionRules.next(Optional.empty(), TERMS, facts(HELD, 0), payment -> new NotQualified(reasons));

        assertThat(rejected).contains(new Rejected(reasons));
        assertThat(next(rejected, TAKEN, 0)).isEqualTo(rejected);
    }

    @Test
    void a_merchant_that_takes_less_leaves_less_to_reward() {
        Progress part = new Progress.Taken(baht(4_000), NOON);

        assertThat(next(Optional.of(new Pending(baht(500))), part, 0)).contains(confirmed(200, 0));
    }

    @Test
    void a_merchant_that_takes_less_than_the_least_spend_releases_it() {
        Terms terms = SampleTerms.usual().spending(5_000, 20_000).terms();
        PaymentFacts facts = new PaymentFacts(PAYMENT, new Progress.Taken(baht(4_999), NOON), baht(0));

        assertThat(RedemptionRules.next(
                        Optional.of(new Pending(baht(500))), terms, facts, payment -> new Qualified(baht(500))))
                .contains(new Released());
    }

    @Test
    void of_a_discount_the_part_counts_that_the_merchant_takes() {
        Terms terms = SampleTerms.usual().spending(10_500, 20_000).terms(Benefit.DISCOUNT);
        Optional<RedemptionState> reserved = Optional.of(new Reserved(baht(500)));
        PaymentFacts all = facts(TAKEN, 2_500);
        PaymentFacts part = facts(new Progress.Taken(baht(4_000), NOON), 0);
        PaymentFacts crumb = facts(new Progress.Taken(baht(1), NOON), 0);

        assertThat(RedemptionRules.next(reserved, terms, all, payment -> new Qualified(baht(1))))
                .contains(confirmed(500, 125));
        assertThat(RedemptionRules.next(reserved, terms, part, payment -> new Qualified(baht(1))))
                .contains(confirmed(200, 0));
        assertThat(RedemptionRules.next(reserved, terms, crumb, payment -> new Qualified(baht(1))))
                .contains(new Released());
    }

    @Test
    void a_refund_takes_back_the_same_part_of_it() {
        assertThat(next(Optional.of(confirmed(500, 0)), TAKEN, 2_500)).contains(confirmed(500, 125));
        assertThat(next(Optional.of(confirmed(500, 125)), TAKEN, 10_000)).contains(new ClawedBack(baht(500)));
        assertThat(next(Optional.of(new Payable(baht(500), baht(0), PAYABLE)), TAKEN, 10_000))
                .contains(new ClawedBack(baht(500)));
    }

    @Test
    void a_refund_that_was_heard_of_first_counts_when_the_payment_is() {
        assertThat(next(Optional.empty(), TAKEN, 2_500)).contains(confirmed(500, 125));
        assertThat(next(Optional.empty(), TAKEN, 10_000)).contains(new ClawedBack(baht(500)));
    }

    @Test
    void what_has_ended_stays_so_whatever_is_heard() {
        for (RedemptionState ended : List.of(new Released(), new ClawedBack(baht(500)))) {
            for (Progress progress : List.of(HELD, TAKEN, GONE)) {
                assertThat(next(Optional.of(ended), progress, 100)).contains(ended);
            }
        }
    }

    @Test
    void the_return_period_makes_it_payable() {
        RedemptionState confirmed = confirmed(500, 125);

        assertThat(confirmed.at(PAYABLE.minusNanos(1))).isEqualTo(confirmed);
        assertThat(confirmed.at(PAYABLE)).isEqualTo(new Payable(baht(500), baht(125), PAYABLE));
    }

    private static Optional<RedemptionState> next(Optional<RedemptionState> present, Progress progress, long refunded) {
        return RedemptionRules.next(
                present,
                TERMS,
                facts(progress, refunded),
                payment -> new Qualified(TERMS.reward().of(payment.amount())));
    }

    private static PaymentFacts facts(Progress progress, long refunded) {
        return new PaymentFacts(PAYMENT, progress, baht(refunded));
    }

    private static RedemptionState confirmed(long reward, long clawedBack) {
        return new Confirmed(baht(reward), baht(clawedBack), PAYABLE);
    }
}
