package io.satang.offers.redemption;

import static io.satang.offers.SampleTerms.NOON;
import static io.satang.offers.SampleTerms.baht;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.offers.SampleTerms;
import io.satang.offers.offer.Channel;
import io.satang.offers.offer.Terms;
import io.satang.offers.qualification.Payment;
import io.satang.offers.qualification.Qualification.Qualified;
import io.satang.offers.redemption.PaymentFacts.Progress;
import io.satang.platform.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds for every payment, however it is cut and in whatever order it is heard of. */
class RedemptionRulesPropertyTest {
    private static final Terms TERMS = SampleTerms.usual().terms();

    @Property
    void what_refunds_take_back_adds_up_to_the_whole_reward(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long reward,
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 1, max = 1_000_000_000_000L) Long> parts) {
        Money paid = baht(parts.stream().mapToLong(Long::longValue).sum());
        Money refunded = baht(0);
        Money takenBack = baht(0);
        for (long part : parts) {
            Money before = ClawBack.of(baht(reward), paid, refunded);
            refunded = refunded.plus(baht(part));
            Money taken = ClawBack.of(baht(reward), paid, refunded).minus(before);

            assertThat(taken.subunits()).isNotNegative();
            takenBack = takenBack.plus(taken);
        }
        assertThat(takenBack).isEqualTo(baht(reward));
    }

    @Property
    void a_part_is_never_off_by_more_than_half_a_subunit(
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long reward,
            @ForAll @LongRange(min = 2, max = 1_000_000_000L) long paid,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long given) {
        long refunded = given % paid;
        long back = ClawBack.of(baht(reward), baht(paid), baht(refunded)).subunits();

        // At most 10^18 each, which a long holds.
        assertThat(2 * Math.abs(back * paid - reward * refunded)).isLessThanOrEqualTo(paid);
    }

    @Property
    void facts_lead_to_one_end_whenever_they_are_looked_at(@ForAll("histories") List<PaymentFacts> history) {
        Optional<RedemptionState> allAlong = Optional.empty();
        for (PaymentFacts facts : history) {
            allAlong = next(allAlong, facts);
        }
        Optional<RedemptionState> atOnce = next(Optional.empty(), history.getLast());
        // A payment that has come to nothing leaves a trace only where it was looked at before.
        if (history.getLast().progress() instanceof Progress.Taken) {
            assertThat(allAlong).isEqualTo(atOnce);
        }
        // Looking again changes nothing.
        assertThat(next(allAlong, history.getLast())).isEqualTo(allAlong);
    }

    private static Optional<RedemptionState> next(Optional<RedemptionState> present, PaymentFacts facts) {
        return RedemptionRules.next(
                present, TERMS, facts, payment -> new Qualified(TERMS.reward().of(payment.amount())));
    }

    /** A payment that is held for a while or not, and then taken in part or whole and given back bit by bit, or comes to nothing. */
    @Provide
    Arbitrary<List<PaymentFacts>> histories() {
        Arbitrary<Long> amounts = Arbitraries.longs().between(1_000, 1_000_000);
        return amounts.flatMap(amount -> Arbitraries.longs()
                .between(500, amount)
                .flatMap(taken -> Arbitraries.longs()
                        .between(0, taken)
                        .list()
                        .ofMaxSize(4)
                        .flatMap(refunds -> Arbitraries.of(true, false)
                                .flatMap(held -> Arbitraries.of(true, true, false)
                                        .map(comesToSomething ->
                                                history(amount, taken, refunds, held, comesToSomething))))));
    }

    private static List<PaymentFacts> history(
            long amount, long taken, List<Long> refunds, boolean held, boolean comesToSomething) {
        Payment payment = new Payment(baht(amount), NOON, Channel.ONLINE);
        List<PaymentFacts> history = new ArrayList<>();
        if (held) {
            history.add(new PaymentFacts(payment, new Progress.Held(), baht(0)));
        }
        if (!comesToSomething) {
            history.add(new PaymentFacts(payment, new Progress.Gone(), baht(0)));
            return history;
        }
        Progress money = new Progress.Taken(baht(taken), NOON);
        history.add(new PaymentFacts(payment, money, baht(0)));
        refunds.stream().sorted().forEach(refunded -> history.add(new PaymentFacts(payment, money, baht(refunded))));
        return history;
    }
}
