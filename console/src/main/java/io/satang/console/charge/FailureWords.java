package io.satang.console.charge;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What failures mean, and what to do. */
@MessageBundle("failure")
interface FailureWords {
    @Message(
            "The payer's account or card does not hold enough, or its limit is reached. The payer can try again with another method.")
    String insufficientFund();

    @Message("The payer's bank or wallet said no, without a reason. The payer can ask there, or try another method.")
    String paymentRejected();

    @Message("The payment could not be processed on the way. It may well succeed when it is tried again.")
    String failedProcessing();

    @Message("The payer gave it up on the payment page.")
    String paymentCancelled();

    @Message("The payer did not finish before the payment method's own time was over.")
    String paymentExpired();

    @Message("The payer sent another amount than the one that was asked for.")
    String amountMismatch();

    @Message("The payer did nothing before the charge's time was over.")
    String timeout();

    @Message("The card's expiry date has passed. The payer needs another card.")
    String expiredCard();

    @Message("The card was reported as stolen or lost. Do not try it again.")
    String stolenOrLostCard();

    @Message("The payment looked like fraud and was stopped. Do not try it again before you know the payer.")
    String failedFraudCheck();

    @Message("The security code does not fit the card. The payer may have mistyped it.")
    String invalidSecurityCode();

    @Message("There is no such account or card. The payer may have mistyped the number.")
    String invalidAccountNumber();

    @Message("The offer that was to be redeemed does not hold for this payment. Nothing was taken.")
    String offerRejected();

    @Message("The offer that was to be redeemed could not be asked for in time. Nothing was taken.")
    String offerUnavailable();
}
