package io.satang.console.event;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of events. */
@MessageBundle("event")
interface EventWords {
    @Message("Kind")
    String key();

    @Message("Object")
    String object();

    @Message("Delivery")
    String delivery();

    @Message("Any")
    String any();

    @Message("Show")
    String show();

    @Message("All events")
    String clear();

    @Message("Filter")
    String filter();

    @Message("Happened")
    String created();

    @Message("Event")
    String event();

    @Message("Waiting")
    String pending();

    @Message("Failed, is tried again")
    String failed();

    @Message("Given up")
    String exhausted();

    @Message("Delivered")
    String delivered();

    @Message("Withdrawn")
    String withdrawn();

    @Message("For nobody")
    String nobody();

    @Message("Attempts")
    String attempts();

    @Message("Nobody was told of it.")
    String noAttempts();

    @Message("Endpoint")
    String endpoint();

    @Message("Answer")
    String answer();

    @Message("At")
    String at();

    @Message("no answer")
    String unanswered();

    @Message("Signed at")
    String timestamp();

    @Message("What was signed")
    String signed();

    @Message(
            "Over this, to the byte, the signatures of the last attempt are. Those of the others differ in the timestamp alone.")
    String signedHint();

    @Message("What was answered")
    String response();

    @Message("next attempt {at}")
    String next(String at);

    @Message("Send again")
    String resend();

    @Message("It is sent again.")
    String done();

    @Message("What is sent")
    String body();

    @Message("State")
    String state();

    @Message("{ms}\u00a0ms")
    String milliseconds(long ms);
}
