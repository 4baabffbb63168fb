package io.satang.simulation.check;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.decision.Refund;
import io.satang.charge.decision.Refund.Status;
import io.satang.simulation.postgres.JournalTable.Payment;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Money at the provider is money on charges: it pays its charge, or it goes back; what pays a charge is at the provider; as much was taken
 * as the charge says; and what refunds say was given back was.
 */
public final class PaymentChecks {
    private final Verdict verdict;

    /** Checks that have seen nothing yet. */
    public PaymentChecks(Verdict verdict) {
        this.verdict = verdict;
    }

    /**
     * Everything is at rest.
     *
     * @param payments what the provider has taken, by its own record
     * @param byId     charges by their ids
     * @param all      every charge
     */
    public void atRest(List<Payment> payments, Function<String, Charge> byId, Iterable<Charge> all) {
        Set<String> held = new HashSet<>();
        for (Payment payment : payments) {
            Charge charge = byId.apply(payment.chargeId());
            boolean pays = reference(charge).equals(Optional.of(payment.reference()));
            verdict.require(
                    pays != payment.returned(),
                    () -> "money of " + payment + (payment.returned() ? " goes back" : " is kept")
                            + " though the charge is " + charge.state().status());
            if (pays) {
                held.add(payment.reference());
            }
            verdict.require(
                    !pays || payment.taken() == charge.base().subunits(),
                    () -> payment.taken() + " of the money of " + charge.id() + " was taken and it says "
                            + charge.base());
            long refunded = pays ? given(charge) : 0;
            verdict.require(
                    payment.refunded() == refunded,
                    () -> "of the money of " + charge.id() + " " + payment.refunded() + " was given back and it says "
                            + refunded);
        }
        for (Charge charge : all) {
            verdict.require(
                    !(charge.state() instanceof Successful paid)
                            || paid.refunds().stream().allMatch(PaymentChecks::over),
                    () -> charge.id() + " has refunds that nobody answers");
            reference(charge)
                    .ifPresent(reference -> verdict.require(
                            held.contains(reference), () -> charge.id() + " is paid with money that nobody has taken"));
        }
    }

    private static boolean over(Refund refund) {
        return refund.status() == Status.CLOSED;
    }

    private static long given(Charge charge) {
        return charge.state() instanceof Successful paid ? paid.refunded().subunits() : 0;
    }

    private static Optional<String> reference(Charge charge) {
        return charge.state() instanceof Successful paid
                ? paid.payment().map(ProviderReference::value)
                : Optional.empty();
    }
}
