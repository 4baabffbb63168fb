package io.satang.charge.decision;

import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import java.time.Instant;
import java.util.Optional;

/**
 * What has become of a charge and what may still be done with it at some time (reference omise-api §9.1).
 *
 * @param authorized          whether its money has been certain at some time
 * @param capturable          whether its money is held, to be taken or given up
 * @param paid                whether its money has been taken
 * @param refundable          whether its money may be given back
 * @param partiallyRefundable whether a part of it may
 * @param disputable          whether the payer may dispute it
 * @param voidable            whether giving all of it back leaves no trace on the payer's statement
 * @param expiredAt           when it expired, if it has
 */
public record ChargeFlags(
        boolean authorized,
        boolean capturable,
        boolean paid,
        boolean refundable,
        boolean partiallyRefundable,
        boolean disputable,
        boolean voidable,
        Optional<Instant> expiredAt) {

    private static final ChargeFlags WITHOUT_MONEY = unpaid(false, false, Optional.empty());

    /** The flags of a charge at this time. */
    public static ChargeFlags of(Charge charge, Instant now) {
        return switch (charge.state()) {
            case Reserving reserving -> WITHOUT_MONEY;
            case Authorizing authorizing -> WITHOUT_MONEY;
            case Pending pending -> WITHOUT_MONEY;
            case Authorized authorized -> unpaid(true, true, Optional.empty());
            case Capturing capturing -> unpaid(true, false, Optional.empty());
            case Successful successful -> paid(charge, successful, now);
            // What has failed expires at its deadline all the same.
            case Failed failed ->
                unpaid(false, false, Optional.of(charge.expiresAt()).filter(end -> charge.isDue(now)));
            case Expired(Instant at) -> unpaid(false, false, Optional.of(expiredAt(charge, at)));
            case Reversed reversed -> unpaid(true, false, Optional.empty());
        };
    }

    /** Whether it has expired. */
    public boolean expired() {
        return expiredAt.isPresent();
    }

    /**
     * A charge expires at its deadline, or earlier when its merchant withdraws it. Whoever notices the deadline does so a moment later,
     * which is of no concern to the merchant.
     */
    private static Instant expiredAt(Charge charge, Instant noticed) {
        return noticed.isBefore(charge.expiresAt()) ? noticed : charge.expiresAt();
    }

    private static ChargeFlags paid(Charge charge, Successful successful, Instant now) {
        boolean refundable = RefundRules.isRefundable(charge, successful, now);
        return new ChargeFlags(
                true,
                false,
                true,
                refundable,
                refundable && charge.terms().partiallyRefundable(),
                charge.terms().refundable(),
                RefundRules.isVoidable(charge, successful, now),
                Optional.empty());
    }

    private static ChargeFlags unpaid(boolean authorized, boolean capturable, Optional<Instant> expiredAt) {
        return new ChargeFlags(authorized, capturable, false, false, false, false, false, expiredAt);
    }
}
