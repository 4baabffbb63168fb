package io.satang.simulation.check;

import io.satang.charge.decision.Charge;
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
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.decision.Refund;
import io.satang.charge.decision.Refund.Status;
import io.satang.simulation.postgres.JournalTable.Payment;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        Set<String> paying = new HashSet<>();
        for (Payment payment : payments) {
            Charge charge = byId.apply(payment.chargeId());
            boolean pays = reference(charge).equals(Optional.of(payment.reference()));
            possible(payment);
            agreed(payment, charge, pays);
            if (pays) {
                paying.add(payment.reference());
            }
        }
        all.forEach(charge -> paid(charge, paying));
    }

    /** Nothing was taken beyond what was asked for, nothing given back beyond what was taken, and nothing taken of what was given up. */
    private void possible(Payment payment) {
        verdict.require(
                payment.refunded() <= payment.taken() && payment.taken() <= payment.amount(),
                () -> "more was taken or given back than there was: " + payment);
        verdict.require(
                !(payment.held() && payment.returned()) || payment.taken() == 0,
                () -> "held money was taken and given up: " + payment);
    }

    private void agreed(Payment payment, Charge charge, boolean pays) {
        verdict.require(
                pays != payment.returned(),
                () -> "money of " + payment + (payment.returned() ? " goes back" : " is kept")
                        + " though the charge is " + charge.state().status());
        verdict.require(
                !pays || payment.taken() == charge.base().subunits(),
                () -> payment.taken() + " of the money of " + charge.id() + " was taken and it says " + charge.base());
        long refunded = pays ? given(charge) : 0;
        verdict.require(
                payment.refunded() == refunded,
                () -> "of the money of " + charge.id() + " " + payment.refunded() + " was given back and it says "
                        + refunded);
    }

    private void paid(Charge charge, Set<String> paying) {
        verdict.require(
                !(charge.state() instanceof Successful paid)
                        || paid.refunds().stream().allMatch(PaymentChecks::over),
                () -> charge.id() + " has refunds that nobody answers");
        reference(charge)
                .ifPresent(reference -> verdict.require(
                        paying.contains(reference), () -> charge.id() + " is paid with money that nobody has taken"));
    }

    /** Whoever waits for a provider has asked it, and somebody will hear what it says: there is no attempt without an owner. */
    public void owned(Charge charge, Predicate<OperationId> open) {
        waitedFor(charge.state())
                .forEach(operation -> verdict.require(
                        open.test(operation),
                        () -> charge.id() + " waits for " + operation + ", which nobody will ask about"));
    }

    private static Stream<OperationId> waitedFor(ChargeState state) {
        return switch (state) {
            case Reserving reserving -> Stream.of(reserving.asked());
            case Authorizing authorizing -> Stream.of(authorizing.asked());
            case Capturing capturing -> Stream.of(capturing.asked());
            case Successful paid ->
                paid.refunds().stream()
                        .filter(refund -> refund.status() == Status.PENDING)
                        .map(refund -> new OperationId(refund.id().value()));
            case Pending pending -> Stream.empty();
            case Authorized authorized -> Stream.empty();
            case Failed failed -> Stream.empty();
            case Expired expired -> Stream.empty();
            case Reversed reversed -> Stream.empty();
        };
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
