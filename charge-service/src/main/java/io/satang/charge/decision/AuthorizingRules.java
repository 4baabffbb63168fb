package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.FromMerchant;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeCommand.Move;
import io.satang.charge.decision.ChargeCommand.PayerNeeded;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.ProviderDeclined;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeState.Authorizing;
import java.time.Instant;
import java.util.Optional;

/** While a provider has been asked for the money. Nobody but the provider decides, not even the deadline: there may be money already. */
final class AuthorizingRules {
    private AuthorizingRules() {}

    static ChargeDecision decide(Charge charge, Authorizing state, Move move, Instant now) {
        return switch (move) {
            case ProviderApproved(ProviderReference payment, Instant at) ->
                Payments.approved(charge, state, payment, now);
            case ProviderDeclined(Optional<String> code) -> Payments.declined(charge, state, code, now);
            case PayerNeeded needed -> Changed.silent(charge.moveTo(state.awaitPayer()));
            case FromProvider other -> new Refused(Refusal.NOTHING_NEW);
            case FromMerchant wish -> new Refused(Refusal.PROVIDER_ASKED);
            case DeadlinePassed passed -> new Refused(Refusal.PROVIDER_ASKED);
        };
    }
}
