package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.RefundApproved;
import io.satang.charge.decision.ChargeCommand.RefundDeclined;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.Refund.Status;
import io.satang.platform.id.RefundId;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What is given back of the money that was taken, and what is not (reference omise-api §9.4). What a provider has been asked for counts as
 * given back until it declines, so that refunds that run at the same time find only what the others leave.
 */
final class RefundRules {
    /** How many refunds a charge may have; those that failed do not count. */
    static final int REFUNDS_MAX = 15;

    private RefundRules() {}

    /** Whether anything may be given back at this time. */
    static boolean isRefundable(Charge charge, Successful state, Instant now) {
        return refusal(charge.terms(), state, now).isEmpty();
    }

    /** Whether all of it may be given back without a trace. */
    static boolean isVoidable(Charge charge, Successful state, Instant now) {
        return isRefundable(charge, state, now)
                && state.refunds().isEmpty()
                && RefundLimits.isVoidable(charge.terms(), state.paidAt(), now);
    }

    static ChargeDecision requested(Charge charge, Successful state, RefundRequested request, Instant now) {
        if (state.refund(request.refundId()).isPresent()) {
            return new Refused(Refusal.NOTHING_NEW);
        }
        return refusal(charge.terms(), state, now)
                .or(() -> refusal(charge.terms(), state, request.amount()))
                .<ChargeDecision>map(Refused::new)
                .orElseGet(() -> decided(charge, state, request, now));
    }

    private static ChargeDecision decided(Charge charge, Successful state, RefundRequested request, Instant now) {
        boolean voidable = isVoidable(charge, state, now) && request.amount().equals(state.captured());
        if (request.voided().orElse(false) && !voidable) {
            return new Refused(Refusal.NOT_VOIDABLE);
        }
        return asked(charge, state, refund(charge, request, request.voided().orElse(voidable), now));
    }

    private static Refund refund(Charge charge, RefundRequested request, boolean voided, Instant now) {
        return new Refund(
                request.refundId(),
                charge.id(),
                charge.livemode(),
                request.amount(),
                voided,
                Status.PENDING,
                request.metadata(),
                now);
    }

    /** No provider has to give back what none has taken. */
    private static ChargeDecision asked(Charge charge, Successful state, Refund refund) {
        return state.payment()
                .map(payment -> Changed.refunding(
                        charge.moveTo(state.with(refund)), refund, ProviderOperation.refund(charge, refund, payment)))
                .orElseGet(() -> Changed.refunded(charge.moveTo(state.with(refund.close())), refund.close()));
    }

    static ChargeDecision approved(Charge charge, Successful state, RefundApproved answer) {
        return pending(state, answer.refundId())
                .map(Refund::close)
                .<ChargeDecision>map(refund -> Changed.refunded(charge.moveTo(state.with(refund)), refund))
                .orElseGet(() -> new Refused(Refusal.NOTHING_NEW));
    }

    static ChargeDecision declined(Charge charge, Successful state, RefundDeclined answer) {
        return pending(state, answer.refundId())
                .map(Refund::fail)
                .<ChargeDecision>map(refund -> Changed.refundFailed(charge.moveTo(state.without(refund)), refund))
                .orElseGet(() -> new Refused(Refusal.NOTHING_NEW));
    }

    private static Optional<Refund> pending(Successful state, RefundId id) {
        return state.refund(id).filter(refund -> refund.status() == Status.PENDING);
    }

    /** Why nothing at all may be given back. */
    private static Optional<Refusal> refusal(ChargeTerms terms, Successful state, Instant now) {
        if (!terms.refundable()) {
            return Optional.of(Refusal.NOT_REFUNDABLE);
        }
        if (!state.left().isPositive()) {
            return Optional.of(Refusal.ALREADY_REFUNDED);
        }
        if (state.refunds().size() >= REFUNDS_MAX) {
            return Optional.of(Refusal.TOO_MANY_REFUNDS);
        }
        return RefundLimits.isOpen(terms, state.paidAt(), now)
                ? Optional.empty()
                : Optional.of(Refusal.TOO_LATE_TO_REFUND);
    }

    /** Why not so much. */
    private static Optional<Refusal> refusal(ChargeTerms terms, Successful state, Money amount) {
        if (!amount.isPositive() || amount.isMoreThan(state.left())) {
            return Optional.of(Refusal.WRONG_AMOUNT);
        }
        return terms.partiallyRefundable() || amount.equals(state.captured())
                ? Optional.empty()
                : Optional.of(Refusal.NOT_PARTIALLY_REFUNDABLE);
    }
}
