package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.Capture;
import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeCommand.MarkFailed;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeCommand.Move;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.ProviderDeclined;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeCommand.Reverse;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.events.EventType;
import java.time.Instant;
import java.util.Optional;

/** While the payer may pay. From the deadline on only money counts that was taken before it. */
final class PendingRules {
    private PendingRules() {}

    static ChargeDecision decide(Charge charge, Pending state, Move move, Instant now) {
        boolean due = charge.isDue(now);
        return switch (move) {
            case ProviderApproved approved -> approved(charge, state, approved, now);
            case ProviderDeclined declined when due -> expired(charge, state, now);
            case ProviderDeclined(Optional<String> code) -> Payments.declined(charge, state, code, now);
            case FromProvider other -> new Refused(Refusal.NOTHING_NEW);
            case MarkPaid paid when due -> expired(charge, state, now);
            case MarkPaid paid -> Payments.paid(charge, state, Optional.empty(), now);
            case MarkFailed failed when due -> expired(charge, state, now);
            case MarkFailed(Optional<String> code) -> markedFailed(charge, state, code, now);
            case ExpireRequested request -> expired(charge, state, now);
            case Capture capture -> new Refused(Refusal.NOT_AUTHORIZED);
            case Reverse reverse -> new Refused(Refusal.NOT_AUTHORIZED);
            case RefundRequested refund -> new Refused(Refusal.NOT_PAID);
            case DeadlinePassed passed when due -> expired(charge, state, now);
            case DeadlinePassed passed -> new Refused(Refusal.NOT_DUE);
        };
    }

    /** Money that was taken in time pays the charge whenever that is heard of; any other goes back. */
    private static ChargeDecision approved(Charge charge, Pending state, ProviderApproved approved, Instant now) {
        ProviderReference payment = approved.payment();
        if (charge.isDue(approved.at())) {
            return Changed.told(
                    charge.moveTo(state.expire(now)),
                    EventType.CHARGE_EXPIRED,
                    ProviderOperation.voiding(charge, payment));
        }
        return Payments.approved(charge, state, payment, charge.isDue(now) ? approved.at() : now);
    }

    private static ChargeDecision markedFailed(Charge charge, Pending state, Optional<String> code, Instant now) {
        FailureCode reason = code.map(FailureCode::new).orElse(FailureCode.FAILED_PROCESSING);
        boolean known = code.isEmpty() || charge.terms().failureCodes().contains(reason.code());
        return known ? Payments.failed(charge, state, reason, now) : new Refused(Refusal.UNKNOWN_FAILURE_CODE);
    }

    private static ChargeDecision expired(Charge charge, Pending state, Instant now) {
        return Changed.told(charge.moveTo(state.expire(now)), EventType.CHARGE_EXPIRED);
    }
}
