package io.satang.simulation.check;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Successful;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Money that a provider took: it pays its charge, or it goes back. */
public final class PaymentChecks {
    private final Verdict verdict;
    private final List<Payment> payments = new ArrayList<>();

    private record Payment(String chargeId, String reference) {}

    /** Checks that have seen nothing yet. */
    public PaymentChecks(Verdict verdict) {
        this.verdict = verdict;
    }

    /** A provider took a payer's money. */
    public void taken(String chargeId, String reference) {
        payments.add(new Payment(chargeId, reference));
    }

    /** Everything is at rest. */
    public void atRest(Function<String, Charge> charges, BiPredicate<String, String> voided) {
        for (Payment payment : payments) {
            Charge charge = charges.apply(payment.chargeId());
            boolean pays = charge.state() instanceof Successful paid
                    && paid.reference().equals(Optional.of(payment.reference()));
            boolean goesBack = voided.test(payment.chargeId(), payment.reference());
            verdict.require(
                    pays != goesBack,
                    () -> "money of " + payment + (goesBack ? " goes back" : " is kept") + " though the charge is "
                            + charge.state().status());
        }
    }
}
