package io.satang.console.charge;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of charges. */
@MessageBundle("charge")
interface ChargeWords {
    @Message("Pending")
    String pending();

    @Message("Successful")
    String successful();

    @Message("Failed")
    String failed();

    @Message("Expired")
    String expired();

    @Message("Reversed")
    String reversed();

    @Message("Status")
    String status();

    @Message("Any")
    String any();

    @Message("Method")
    String method();

    @Message("From")
    String from();

    @Message("To")
    String to();

    @Message("Text")
    String text();

    @Message("id, description, failure code, metadata")
    String textHint();

    @Message("Show")
    String show();

    @Message("All charges")
    String clear();

    @Message("Filter")
    String filter();

    @Message("Created")
    String created();

    @Message("Amount")
    String amount();

    @Message("Description")
    String description();

    @Message("Failure")
    String failure();

    @Message("Charge")
    String charge();

    @Message("Ends")
    String ends();

    @Message("There are no charges yet. The first page makes one.")
    String none();

    @Message("No charge fits.")
    String noneFit();

    @Message("No charge fits among the newest; older ones were not looked through yet.")
    String noneFitYet();

    @Message("Look further back")
    String further();

    @Message("Card")
    String card();

    @Message("Charge {id}")
    String title(String id);

    @Message("What happened")
    String timeline();

    @Message("Requested")
    String requested();

    @Message("by {method}")
    String by(String method);

    @Message("Authorised")
    String authorized();

    @Message("Paid")
    String paid();

    @Message("Ends unpaid")
    String endsUnpaid();

    @Message("Refund of {amount}")
    String refundOf(String amount);

    @Message("Event {key}")
    String event(String key);

    @Message("Webhook answered {status}")
    String answered(int status);

    @Message("Webhook not answered")
    String unanswered();

    @Message("Webhook is tried again")
    String nextAttempt();

    @Message("Webhook was given up after {attempts} attempts")
    String exhausted(int attempts);

    @Message("attempt {number}")
    String attempt(int number);

    @Message("{ms}\u00a0ms")
    String milliseconds(long ms);

    @Message("What was answered")
    String response();

    @Message("No webhook address is set, so nobody is told of these events.")
    String nobodyTold();

    @Message("The events of this charge could not be read at the moment.")
    String noEvents();

    @Message("What can be done")
    String actions();

    @Message("Nothing: this charge has come to its end.")
    String noActions();

    @Message("Details")
    String details();

    @Message("Metadata")
    String metadata();

    @Message("Net")
    String net();

    @Message("Fee and VAT")
    String fee();

    @Message("Refunded")
    String refunded();

    @Message("Captured")
    String captured();

    @Message("Source")
    String source();

    @Message("Customer")
    String customer();

    @Message("Return address")
    String returnUri();

    @Message("The same with curl")
    String curl();

    @Message("Mark as paid")
    String markAsPaid();

    @Message("Mark as failed")
    String markAsFailed();

    @Message("Reason")
    String reason();

    @Message("Expire")
    String expire();

    @Message("Capture")
    String capture();

    @Message("Reverse")
    String reverse();

    @Message("Refund")
    String refund();

    @Message("Amount in {currency}")
    String amountIn(String currency);

    @Message("Open the payment page")
    String openPayPage();

    @Message("The charge was made.")
    String doneCreate();

    @Message("The charge is paid.")
    String donePaid();

    @Message("The charge has failed.")
    String doneFailed();

    @Message("The charge has expired.")
    String doneExpire();

    @Message("The money was captured.")
    String doneCapture();

    @Message("The charge was reversed.")
    String doneReverse();

    @Message("The refund was asked for.")
    String doneRefund();

    @Message("{text} is no amount of {currency}.")
    String noAmount(String text, String currency);
}
