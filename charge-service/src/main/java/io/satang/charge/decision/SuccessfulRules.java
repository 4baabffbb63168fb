package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.FromMerchant;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeCommand.Move;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.RefundApproved;
import io.satang.charge.decision.ChargeCommand.RefundDeclined;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.decision.ChargeState.Successful;
import java.time.Instant;
import java.util.Optional;

/** Once the money has been taken: it may be given back, and no other is taken. */
final class SuccessfulRules {
    private SuccessfulRules() {}

    static ChargeDecision decide(Charge charge, Successful state, Move move, Instant now) {
        return switch (move) {
            // A repeat of the approval that paid the charge says nothing new; any other is money taken twice.
            case ProviderApproved(ProviderReference payment, Instant at) ->
                state.payment().equals(Optional.of(payment))
                        ? new Refused(Refusal.ALREADY_SUCCESSFUL)
                        : new Voided(ProviderOperation.voiding(charge, payment));
            case RefundApproved answer -> RefundRules.approved(charge, state, answer);
            case RefundDeclined answer -> RefundRules.declined(charge, state, answer);
            case FromProvider other -> new Refused(Refusal.ALREADY_SUCCESSFUL);
            case RefundRequested request -> RefundRules.requested(charge, state, request, now);
            case FromMerchant other -> new Refused(Refusal.ALREADY_SUCCESSFUL);
            case DeadlinePassed passed -> new Refused(Refusal.ALREADY_SUCCESSFUL);
        };
    }
}
