package io.satang.console.webhook;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of webhooks. */
@MessageBundle("webhook")
interface WebhookWords {
    @Message("Enabled")
    String enabled();

    @Message("Paused")
    String paused();

    @Message("Disabled")
    String disabled();

    @Message("Failing")
    String failing();

    @Message("Waiting")
    String waiting();

    @Message("Failed, is tried again")
    String failed();

    @Message("Given up")
    String givenUp();

    @Message("Delivered")
    String delivered();

    @Message("Withdrawn")
    String withdrawn();

    @Message("{ms}\u00a0ms")
    String milliseconds(long ms);

    @Message("The account's address")
    String address();

    @Message("Address that gets every event (empty for none)")
    String addressLabel();

    @Message("Save")
    String save();

    @Message("Where events go")
    String endpoints();

    @Message("Endpoint")
    String endpoint();

    @Message("State")
    String state();

    @Message("Taken in 24 hours")
    String lastDay();

    @Message("{percent}\u00a0% of {attempts}")
    String taken(long percent, long attempts);

    @Message("Failing since")
    String failingSince();

    @Message("Last answer")
    String lastAnswer();

    @Message("Waiting")
    String toCome();

    @Message("Given up")
    String lost();

    @Message("Next attempt")
    String next();

    @Message("the account's own")
    String own();

    @Message("No events go anywhere: set an address above.")
    String noEndpoints();

    @Message("No address")
    String noAddress();

    @Message("Manage")
    String manage();

    @Message("Another endpoint")
    String another();

    @Message("Address")
    String uri();

    @Message("Description")
    String description();

    @Message("Add")
    String create();

    @Message("Its secret, shown this once")
    String secret();

    @Message("Not delivered")
    String undelivered();

    @Message("Everything has been delivered.")
    String allDelivered();

    @Message("Event")
    String event();

    @Message("Attempts")
    String attempts();

    @Message("Send again")
    String resend();

    @Message("More")
    String more();

    @Message("Answer")
    String response();

    @Message("Details")
    String details();

    @Message("Events")
    String events();

    @Message("Why")
    String why();

    @Message("Since")
    String since();

    @Message("What can be done")
    String actions();

    @Message("Send a test event")
    String ping();

    @Message("Pause")
    String pause();

    @Message("Enable again")
    String resume();

    @Message("Roll the secret")
    String rollSecret();

    @Message("The present one signs beside the new one for a day.")
    String rollHint();

    @Message("Delete")
    String delete();

    @Message("Send again what was not taken")
    String replay();

    @Message("Since (UTC)")
    String replaySince();

    @Message("Sent again")
    String replays();

    @Message("{state}: {queued} of {looked} events sent again")
    String replayed(String state, long looked, long queued);

    @Message("History")
    String history();

    @Message("by {actor}")
    String by(String actor);

    @Message("The address is set. What waits goes there from now on.")
    String doneAddress();

    @Message("It is sent again.")
    String doneResend();

    @Message("The endpoint was added.")
    String doneCreated();

    @Message("The endpoint was deleted.")
    String doneDeleted();

    @Message("A test event is on its way.")
    String donePing();

    @Message("The endpoint is paused. Nothing is lost.")
    String donePaused();

    @Message("The endpoint is enabled again.")
    String doneResumed();

    @Message("What was not taken is being sent again.")
    String doneReplay();

    @Message("The secret was rolled.")
    String doneRolled();
}
