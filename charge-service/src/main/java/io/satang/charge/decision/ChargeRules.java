package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.Describe;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeCommand.MarkFailed;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.ProviderDeclined;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.ExpiredAndVoid;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.VoidLateApproval;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.events.EventType;
import io.satang.platform.id.Ids;
import java.time.Instant;
import java.util.Optional;

/**
 * The whole life of a charge as one pure, total function (reference omise-api §9): no clock, no database, no Kafka. Outcome, deadline and
 * merchant race for a pending charge; the first whose change is stored wins, and everybody else finds it here that they came late.
 */
public final class ChargeRules {
    private ChargeRules() {}

    /** What the command makes of the charge at this time. */
    public static ChargeDecision decide(Charge charge, ChargeCommand command, Instant now) {
        if (command instanceof Describe(var description, var metadata)) {
            return described(charge, charge.describe(description, metadata));
        }
        return switch (charge.state()) {
            case Pending pending -> whilePending(charge, pending, command, now);
            case Successful successful -> afterPayment(successful, command);
            case Failed failed -> afterEndWithoutMoney(command, Refusal.ALREADY_FAILED);
            case Expired expired -> afterEndWithoutMoney(command, Refusal.ALREADY_EXPIRED);
        };
    }

    private static ChargeDecision described(Charge charge, Charge next) {
        boolean same = next.description().equals(charge.description())
                && next.metadata().equals(charge.metadata());
        return same ? new Refused(Refusal.NOTHING_NEW) : new Changed(next, EventType.CHARGE_UPDATED);
    }

    private static ChargeDecision whilePending(Charge charge, Pending pending, ChargeCommand command, Instant now) {
        boolean due = !now.isBefore(charge.expiresAt());
        return switch (command) {
            case ProviderApproved(String reference)
            when due -> new ExpiredAndVoid(charge.moveTo(pending.expire(now)), reference);
            case ProviderApproved(String reference) -> paid(charge, pending, Optional.of(reference), now);
            case ProviderDeclined declined when due -> expired(charge, pending, now);
            case ProviderDeclined(Optional<String> code) -> failed(charge, pending, code, now);
            case MarkPaid paid when due -> expired(charge, pending, now);
            case MarkPaid paid -> paid(charge, pending, Optional.empty(), now);
            case MarkFailed failed when due -> expired(charge, pending, now);
            case MarkFailed(Optional<String> code) -> failed(charge, pending, code, now);
            case ExpireRequested request -> expired(charge, pending, now);
            case DeadlinePassed passed when due -> expired(charge, pending, now);
            case DeadlinePassed passed -> new Refused(Refusal.NOT_DUE);
            case Describe describe -> throw new IllegalStateException("decided before");
        };
    }

    /** A repeat of the approval that paid the charge changes nothing; any other one is money taken twice, and goes back. */
    private static ChargeDecision afterPayment(Successful successful, ChargeCommand command) {
        return command instanceof ProviderApproved(String reference)
                        && !successful.reference().equals(Optional.of(reference))
                ? new VoidLateApproval(reference)
                : new Refused(Refusal.ALREADY_SUCCESSFUL);
    }

    private static ChargeDecision afterEndWithoutMoney(ChargeCommand command, Refusal refusal) {
        return command instanceof ProviderApproved(String reference)
                ? new VoidLateApproval(reference)
                : new Refused(refusal);
    }

    private static ChargeDecision paid(Charge charge, Pending pending, Optional<String> reference, Instant now) {
        // The ledger entry is named after the charge: whoever repeats the decision finds the same one.
        String transactionId = (charge.livemode() ? "trxn_" : "trxn_test_")
                + Ids.body(charge.id().value());
        return new Changed(charge.moveTo(pending.succeed(now, transactionId, reference)), EventType.CHARGE_COMPLETE);
    }

    private static ChargeDecision failed(Charge charge, Pending pending, Optional<String> code, Instant now) {
        FailureCode reason = code.map(FailureCode::new).orElse(FailureCode.FAILED_PROCESSING);
        boolean known = code.isEmpty() || charge.terms().failureCodes().contains(reason.code());
        return known
                ? new Changed(charge.moveTo(pending.fail(now, reason)), EventType.CHARGE_COMPLETE)
                : new Refused(Refusal.UNKNOWN_FAILURE_CODE);
    }

    private static ChargeDecision expired(Charge charge, Pending pending, Instant now) {
        return new Changed(charge.moveTo(pending.expire(now)), EventType.CHARGE_EXPIRED);
    }
}
