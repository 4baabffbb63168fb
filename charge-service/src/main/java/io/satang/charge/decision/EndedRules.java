package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.FromMerchant;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeCommand.Move;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import java.time.Instant;

/** Once a charge has ended without money. Whatever is taken for it all the same goes back. */
final class EndedRules {
    private EndedRules() {}

    static ChargeDecision decide(Charge charge, Move move, Refusal ended) {
        return switch (move) {
            case ProviderApproved(ProviderReference payment, Instant at) ->
                new Voided(ProviderOperation.voiding(charge, payment));
            case FromProvider other -> new Refused(ended);
            case FromMerchant wish -> new Refused(ended);
            case DeadlinePassed passed -> new Refused(ended);
        };
    }
}
