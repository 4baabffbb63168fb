package io.satang.console.listing;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of refunds. */
@MessageBundle("refund")
interface RefundWords {
    @Message("Created")
    String created();

    @Message("Amount")
    String amount();

    @Message("Status")
    String status();

    @Message("Charge")
    String charge();

    @Message("Refund")
    String refund();

    @Message("Pending")
    String pending();

    @Message("Done")
    String closed();

    @Message("Failed")
    String failed();

    @Message("voided")
    String voided();
}
