package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.FromMerchant;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeCommand.Move;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.Refund;
import io.satang.charge.decision.ChargeCommand.RefundApproved;
import io.satang.charge.decision.ChargeCommand.RefundDeclined;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Once the money has been taken: it may be given back, and no other is taken. */
final class SuccessfulRules {
    private SuccessfulRules() {}

    static ChargeDecision decide(Charge charge, Successful state, Move move) {
        return switch (move) {
            // A repeat of the approval that paid the charge says nothing new; any other is money taken twice.
            case ProviderApproved(ProviderReference payment, Instant at) ->
                state.payment().equals(Optional.of(payment))
                        ? new Refused(Refusal.ALREADY_SUCCESSFUL)
                        : new Voided(ProviderOperation.voiding(charge, payment));
            case RefundApproved(String refundId) -> answered(charge, state, refundId, state::refund);
            case RefundDeclined(String refundId) -> answered(charge, state, refundId, (id, amount) -> state.keep(id));
            case FromProvider other -> new Refused(Refusal.ALREADY_SUCCESSFUL);
            case Refund(String refundId, Money amount) -> refund(charge, state, refundId, amount);
            case FromMerchant other -> new Refused(Refusal.ALREADY_SUCCESSFUL);
            case DeadlinePassed passed -> new Refused(Refusal.ALREADY_SUCCESSFUL);
        };
    }

    private static ChargeDecision refund(Charge charge, Successful state, String refundId, Money amount) {
        ChargeTerms terms = charge.terms();
        if (state.refunding().containsKey(refundId)) {
            return new Refused(Refusal.NOTHING_NEW);
        }
        if (!terms.refundable()) {
            return new Refused(Refusal.NOT_REFUNDABLE);
        }
        if (!amount.isPositive() || amount.isMoreThan(state.left())) {
            return new Refused(Refusal.WRONG_AMOUNT);
        }
        if (!terms.partiallyRefundable() && !amount.equals(state.captured())) {
            return new Refused(Refusal.NOT_PARTIALLY_REFUNDABLE);
        }
        // No provider has to give back what none has taken.
        return state.payment()
                .map(payment -> Changed.asking(
                        charge.moveTo(state.askRefund(refundId, amount)),
                        ProviderOperation.refund(charge, refundId, payment, amount)))
                .orElseGet(() -> Changed.silent(charge.moveTo(state.refund(refundId, amount))));
    }

    private static ChargeDecision answered(
            Charge charge, Successful state, String refundId, BiFunction<String, Money, Successful> answer) {
        return Optional.ofNullable(state.refunding().get(refundId))
                .<ChargeDecision>map(amount -> Changed.silent(charge.moveTo(answer.apply(refundId, amount))))
                .orElseGet(() -> new Refused(Refusal.NOTHING_NEW));
    }
}
