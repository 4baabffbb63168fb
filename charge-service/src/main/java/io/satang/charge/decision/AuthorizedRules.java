package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.Capture;
import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.FromMerchant;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeCommand.Move;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeCommand.Reverse;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.events.EventType;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Optional;

/** While the money is held: its merchant takes it, a part of it or none. From the deadline on it is released. */
final class AuthorizedRules {
    private AuthorizedRules() {}

    static ChargeDecision decide(Charge charge, Authorized state, Move move, Instant now) {
        boolean due = charge.isDue(now);
        return switch (move) {
            case Capture capture when due -> released(charge, state, now);
            case Capture(Optional<Money> amount) -> capture(charge, state, amount.orElse(charge.amount()));
            case Reverse reverse when due -> released(charge, state, now);
            case Reverse reverse -> reversed(charge, state, now);
            case RefundRequested refund -> new Refused(Refusal.NOT_PAID);
            case FromMerchant other -> new Refused(Refusal.ALREADY_AUTHORIZED);
            case ProviderApproved(ProviderReference payment, Instant at)
            when !payment.equals(state.hold()) -> new Voided(ProviderOperation.voiding(charge, payment));
            case FromProvider other -> new Refused(Refusal.NOTHING_NEW);
            case DeadlinePassed passed when due -> released(charge, state, now);
            case DeadlinePassed passed -> new Refused(Refusal.NOT_DUE);
        };
    }

    private static ChargeDecision capture(Charge charge, Authorized state, Money amount) {
        boolean nothing = !amount.isPositive() && charge.amount().isPositive();
        if (nothing || amount.isMoreThan(charge.amount())) {
            return new Refused(Refusal.WRONG_AMOUNT);
        }
        if (charge.amount().isMoreThan(amount) && !charge.terms().partiallyCapturable()) {
            return new Refused(Refusal.NOT_PARTIALLY_CAPTURABLE);
        }
        ProviderOperation operation = ProviderOperation.capture(charge, state.hold(), amount);
        return Changed.asking(charge.moveTo(state.capture(operation.id(), amount)), operation);
    }

    private static ChargeDecision reversed(Charge charge, Authorized state, Instant now) {
        return Changed.told(
                charge.moveTo(state.reverse(now)),
                EventType.CHARGE_REVERSED,
                ProviderOperation.voiding(charge, state.hold()));
    }

    private static ChargeDecision released(Charge charge, Authorized state, Instant now) {
        return Changed.told(
                charge.moveTo(state.expire(now)),
                EventType.CHARGE_EXPIRED,
                ProviderOperation.voiding(charge, state.hold()));
    }
}
