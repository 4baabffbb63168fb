package io.satang.charge.decision;

import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Unpaid;
import io.satang.events.EventType;
import io.satang.platform.id.Ids;
import java.time.Instant;
import java.util.Optional;

/** How the money of a charge comes, in whichever state it was waited for. */
final class Payments {
    private Payments() {}

    /** A provider has taken the money, or holds it. */
    static Changed approved(Charge charge, Unpaid state, ProviderReference payment, Instant at) {
        return charge.terms().capture()
                ? paid(charge, state, Optional.of(payment), at)
                : held(state, charge.moveTo(state.authorize(at, payment)));
    }

    /** Who has waited for a payer hears that the payer is done (reference omise-api §15.1); who has waited for the answer has it. */
    private static Changed held(Unpaid before, Charge held) {
        return switch (before) {
            case Pending pending -> Changed.told(held, EventType.CHARGE_COMPLETE);
            case Authorizing authorizing -> Changed.silent(held);
        };
    }

    /** The money has been taken, by a payment that a provider has a name for unless it was simulated. */
    static Changed paid(Charge charge, Unpaid state, Optional<ProviderReference> payment, Instant at) {
        return Changed.told(
                charge.moveTo(state.succeed(at, transactionId(charge), payment, charge.amount())),
                EventType.CHARGE_COMPLETE);
    }

    /** A provider refuses the money, in its own words. */
    static Changed declined(Charge charge, Unpaid state, Optional<String> code, Instant at) {
        FailureCode reason = code.filter(charge.terms().failureCodes()::contains)
                .map(FailureCode::new)
                .orElse(FailureCode.FAILED_PROCESSING);
        return failed(charge, state, reason, at);
    }

    /** There will be no money. */
    static Changed failed(Charge charge, Unpaid state, FailureCode reason, Instant at) {
        return Changed.told(charge.moveTo(state.fail(at, reason)), EventType.CHARGE_COMPLETE);
    }

    /** The ledger entry is named after the charge: whoever repeats the decision finds the same one. */
    static String transactionId(Charge charge) {
        return (charge.livemode() ? "trxn_" : "trxn_test_")
                + Ids.body(charge.id().value());
    }
}
