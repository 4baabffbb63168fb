package io.satang.charge.provider.simulator;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.platform.money.Money;
import io.satang.platform.time.TimeFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A charge as its payer sees it.
 *
 * @param merchant     whom to pay
 * @param amount       in main units with the currency, for instance {@code THB 4,000.00}
 * @param method       payment method
 * @param expiresAt    until when
 * @param action       where the form goes
 * @param pending      whether there is still something to press
 * @param message      what to say when there is not
 * @param failureCodes the failures that can be chosen
 * @param returnUri    where the payer may go on to
 */
record PayPageView(
        String merchant,
        String amount,
        String method,
        String expiresAt,
        String action,
        boolean pending,
        String message,
        List<String> failureCodes,
        Optional<String> returnUri) {

    static PayPageView of(Charge charge) {
        return new PayPageView(
                charge.terms().merchantName(),
                amount(charge.amount()),
                charge.terms().sourceType().replace('_', ' '),
                TimeFormat.iso(charge.expiresAt()),
                "/payments/" + charge.pageId() + "/authorize",
                charge.state() instanceof Pending,
                message(charge),
                charge.terms().failureCodes(),
                charge.terms().returnUri());
    }

    private static String amount(Money money) {
        String number = "%,." + money.currency().exponent() + "f";
        return money.currency() + " " + String.format(Locale.ROOT, number, money.mainUnits());
    }

    private static String message(Charge charge) {
        return switch (charge.state()) {
            case Pending pending -> "Choose how this test payment ends.";
            case Authorizing authorizing -> "This payment is being processed.";
            case Authorized authorized -> "This payment was successful.";
            case Capturing capturing -> "This payment was successful.";
            case Successful successful -> "This payment was successful.";
            case Reversed reversed -> "This payment was cancelled by the merchant.";
            case Failed(var at, var code) -> "This payment failed: " + code.message() + ".";
            case Expired expired -> "This payment has expired.";
        };
    }
}
