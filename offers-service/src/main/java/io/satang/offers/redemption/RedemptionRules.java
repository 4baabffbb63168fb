package io.satang.offers.redemption;

import io.satang.offers.offer.Terms;
import io.satang.offers.qualification.Payment;
import io.satang.offers.qualification.Qualification;
import io.satang.offers.qualification.Qualification.NotQualified;
import io.satang.offers.qualification.Qualification.Qualified;
import io.satang.offers.redemption.PaymentFacts.Progress;
import io.satang.offers.redemption.RedemptionState.ClawedBack;
import io.satang.offers.redemption.RedemptionState.Confirmed;
import io.satang.offers.redemption.RedemptionState.Payable;
import io.satang.offers.redemption.RedemptionState.Pending;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.offers.redemption.RedemptionState.Released;
import io.satang.offers.redemption.RedemptionState.Reserved;
import io.satang.platform.money.Money;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What becomes of the reward for a payment, from all that is known of the payment. Total and free of effects. It goes by the facts and not by
 * what has just been heard, so that hearing something twice, late or in another order leads to the same end.
 */
public final class RedemptionRules {
    private final Terms terms;
    private final PaymentFacts facts;

    private RedemptionRules(Terms terms, PaymentFacts facts) {
        this.terms = Objects.requireNonNull(terms, "terms");
        this.facts = Objects.requireNonNull(facts, "facts");
    }

    /**
     * The state that follows; empty when there is nothing to say of a payment that never was one.
     *
     * @param present the state so far, if there is one
     * @param qualify decides upon a payment that nothing was decided upon
     */
    public static Optional<RedemptionState> next(
            Optional<RedemptionState> present,
            Terms terms,
            PaymentFacts facts,
            Function<Payment, Qualification> qualify) {
        RedemptionRules rules = new RedemptionRules(terms, facts);
        return present.isPresent()
                ? Optional.of(rules.after(present.get()))
                : facts.rewarded().map(payment -> rules.first(qualify.apply(payment)));
    }

    private RedemptionState first(Qualification qualification) {
        return switch (qualification) {
            case Qualified qualified -> settled(qualified.reward());
            case NotQualified refused -> new Rejected(refused.reasons());
        };
    }

    private RedemptionState after(RedemptionState present) {
        return switch (present) {
            case Reserved reserved -> settled(reserved.reward());
            case Pending pending -> settled(pending.reward());
            case Confirmed confirmed -> takenBack(confirmed, confirmed.reward());
            case Payable payable -> takenBack(payable, payable.reward());
            case Rejected rejected -> rejected;
            case ClawedBack clawedBack -> clawedBack;
            case Released released -> released;
        };
    }

    /** What was set aside for a payment, once it is known how far that has come. */
    private RedemptionState settled(Money reward) {
        return switch (facts.progress()) {
            case Progress.Held held -> new Pending(reward);
            case Progress.Taken taken -> earned(reward, taken);
            case Progress.Gone gone -> new Released();
        };
    }

    /** A merchant that takes less than it held leaves less to reward. */
    private RedemptionState earned(Money promised, Progress.Taken taken) {
        return switch (terms.benefit()) {
            case DISCOUNT -> given(promised, taken);
            case CASHBACK -> owed(promised, taken);
        };
    }

    /** The payer was charged less by the discount; of the part that the merchant takes it is the same part, whatever the terms ask for. */
    private RedemptionState given(Money promised, Progress.Taken taken) {
        Money charged = facts.payment().amount();
        Money left = charged.isMoreThan(taken.amount()) ? charged.minus(taken.amount()) : charged.none();
        Money given = promised.minus(ClawBack.of(promised, charged, left));
        return given.isPositive() ? withRefunds(given, taken) : new Released();
    }

    private RedemptionState owed(Money promised, Progress.Taken taken) {
        Money reward = terms.reward().of(taken.amount());
        Money earned = reward.isMoreThan(promised) ? promised : reward;
        boolean tooLittle = terms.minSpend()
                .filter(least -> least.isMoreThan(taken.amount()))
                .isPresent();
        return tooLittle || !earned.isPositive() ? new Released() : withRefunds(earned, taken);
    }

    private RedemptionState takenBack(RedemptionState present, Money reward) {
        return switch (facts.progress()) {
            case Progress.Taken taken -> withRefunds(reward, taken);
            // Heard late: it is older than what has been decided upon.
            case Progress.Held held -> present;
            case Progress.Gone gone -> present;
        };
    }

    private RedemptionState withRefunds(Money reward, Progress.Taken taken) {
        Money back = ClawBack.of(reward, taken.amount(), facts.refunded());
        return reward.isMoreThan(back)
                ? new Confirmed(reward, back, taken.at().plus(terms.returnPeriod()))
                : new ClawedBack(reward);
    }
}
