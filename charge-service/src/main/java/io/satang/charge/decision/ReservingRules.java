package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.FromMerchant;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeCommand.Move;
import io.satang.charge.decision.ChargeCommand.OfferRejected;
import io.satang.charge.decision.ChargeCommand.OfferReserved;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.events.EventType;
import java.time.Instant;

/**
 * While a discount is asked for, and nobody for money. It is given or not within a minute, and nobody else decides meanwhile: the payer who was
 * promised a discount is never charged the whole price instead.
 */
final class ReservingRules {
    private ReservingRules() {}

    static ChargeDecision decide(Charge charge, Reserving state, Move move, Instant now) {
        return switch (move) {
            case OfferReserved(Discount discount) ->
                asking(charge.discounted(discount, state.ask(OperationId.authorize(charge.id()))));
            // That the charge has failed releases what was set aside for it unheard.
            case OfferRejected(FailureCode code) ->
                Changed.told(charge.moveTo(state.fail(now, code)), EventType.CHARGE_COMPLETE);
            case ProviderApproved approved -> new Voided(ProviderOperation.voiding(charge, approved.payment()));
            case FromProvider other -> new Refused(Refusal.NOTHING_NEW);
            case FromMerchant wish -> new Refused(Refusal.PROVIDER_ASKED);
            case DeadlinePassed passed -> new Refused(Refusal.PROVIDER_ASKED);
        };
    }

    private static Changed asking(Charge discounted) {
        return Changed.asking(discounted, ProviderOperation.authorize(discounted));
    }
}
