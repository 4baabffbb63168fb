package io.satang.charge.provider.simulator.page;

import io.satang.charge.decision.ChargeState;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import java.util.Locale;

/** Where a payment stands, as far as its payer is concerned. */
enum PageState {
    /** The payer has to do something. */
    PENDING,
    /** Somebody else has. */
    PROCESSING,
    /** The payer has pressed, and nothing is known yet. */
    CONFIRMING,
    /** Paid; whether the shop has taken the money yet is no matter. */
    PAID,
    /** Declined. */
    FAILED,
    /** Too late. */
    EXPIRED,
    /** The shop does not want the money any more. */
    CANCELLED;

    /** What a payer sees of this state of a charge. */
    static PageState of(ChargeState state) {
        return switch (state) {
            case Pending pending -> PENDING;
            case Reserving reserving -> PROCESSING;
            case Authorizing authorizing -> PROCESSING;
            case Authorized authorized -> PAID;
            case Capturing capturing -> PAID;
            case Successful successful -> PAID;
            case Failed failed -> FAILED;
            case Expired expired -> EXPIRED;
            case Reversed reversed -> CANCELLED;
        };
    }

    /** Whether it will be another one without the payer's doing. */
    boolean passesByItself() {
        return this == PROCESSING || this == CONFIRMING;
    }

    /** As texts and styles call it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
