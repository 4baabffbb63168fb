package io.satang.charge.decision;

import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Successful;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What has become of a charge and what may still be done with it at some time (reference omise-api §9.1).
 *
 * @param paid                whether its money has been taken
 * @param refundable          whether its money may be given back
 * @param partiallyRefundable whether a part of it may
 * @param disputable          whether the payer may dispute it
 * @param voidable            whether giving it back leaves no trace on the payer's statement: on the day (UTC) on which it was paid
 * @param expiredAt           when it expired, if it has
 */
public record ChargeFlags(
        boolean paid,
        boolean refundable,
        boolean partiallyRefundable,
        boolean disputable,
        boolean voidable,
        Optional<Instant> expiredAt) {

    /** The flags of a charge at this time. */
    public static ChargeFlags of(Charge charge, Instant now) {
        ChargeTerms terms = charge.terms();
        return switch (charge.state()) {
            case Pending pending -> unpaid(Optional.empty());
            case Successful successful ->
                new ChargeFlags(
                        true,
                        terms.refundable(),
                        terms.refundable() && terms.partiallyRefundable(),
                        terms.refundable(),
                        terms.refundable() && day(successful.paidAt()).equals(day(now)),
                        Optional.empty());
            // What has failed expires at its deadline all the same.
            case Failed failed -> unpaid(Optional.of(charge.expiresAt()).filter(deadline -> !now.isBefore(deadline)));
            case Expired(Instant at) -> unpaid(Optional.of(expiredAt(charge, at)));
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

    private static ChargeFlags unpaid(Optional<Instant> expiredAt) {
        return new ChargeFlags(false, false, false, false, false, expiredAt);
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
