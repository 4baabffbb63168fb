package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.CaptureApproved;
import io.satang.charge.decision.ChargeCommand.CaptureDeclined;
import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.FromMerchant;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeCommand.Move;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.events.EventType;
import java.time.Instant;

/** While a provider has been asked to take what is held. Nobody but the provider decides, not even the deadline. */
final class CapturingRules {
    private CapturingRules() {}

    static ChargeDecision decide(Charge charge, Capturing state, Move move, Instant now) {
        return switch (move) {
            case CaptureApproved(OperationId asked)
            when asked.equals(state.asked()) ->
                Changed.told(
                        charge.moveTo(state.succeed(now, Payments.transactionId(charge))), EventType.CHARGE_CAPTURED);
            case CaptureDeclined(OperationId asked)
            when asked.equals(state.asked()) -> Changed.silent(charge.moveTo(state.before()));
            case ProviderApproved(ProviderReference payment, Instant at)
            when !payment.equals(state.before().hold()) -> new Voided(ProviderOperation.voiding(charge, payment));
            case FromProvider other -> new Refused(Refusal.NOTHING_NEW);
            case FromMerchant wish -> new Refused(Refusal.PROVIDER_ASKED);
            case DeadlinePassed passed -> new Refused(Refusal.PROVIDER_ASKED);
        };
    }
}
