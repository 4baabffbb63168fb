package io.satang.console.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts that all pages share. */
@MessageBundle
public interface Words {
    @Message("Skip to the content")
    String skip();

    @Message("Sections")
    String sections();

    @Message("Home")
    String home();

    @Message("Charges")
    String charges();

    @Message("Webhooks")
    String webhooks();

    @Message("Events")
    String events();

    @Message("Requests")
    String requests();

    @Message("Keys")
    String keys();

    @Message("Methods")
    String methods();

    @Message("Customers")
    String customers();

    @Message("Refunds")
    String refunds();

    @Message("Offers")
    String offers();

    @Message("System")
    String system();

    @Message("{total} in all")
    String total(long total);

    @Message("{total} and more")
    String atLeast(long total);

    @Message("Nothing yet.")
    String nothing();

    @Message("Not done: {message} ({code})")
    String refusedBecause(String message, String code);

    @Message("Test mode: no money moves")
    String testMode();

    @Message("Live")
    String liveMode();

    @Message("Sign out")
    String signOut();

    @Message("Change to")
    String changeTo();

    @Message("Language")
    String language();

    @Message("Copy")
    String copy();

    @Message("Copied")
    String copied();

    @Message("Console of a self-hosted payment platform")
    String footer();

    @Message("in {n} days")
    String inDays(long n);

    @Message("in {n} hours")
    String inHours(long n);

    @Message("in {n} minutes")
    String inMinutes(long n);

    @Message("in {n} seconds")
    String inSeconds(long n);

    @Message("Newer")
    String newer();

    @Message("Older")
    String older();

    @Message("Pages")
    String pages();

    @Message("Back to the first page")
    String backHome();

    @Message("There is no such page")
    String notFoundTitle();

    @Message("Nothing is here, or it belongs to another account.")
    String notFound();

    @Message("The platform does not answer")
    String unavailableTitle();

    @Message("The service that this page needs did not answer in time. Try again in a moment.")
    String unavailable();

    @Message("This form is out of date")
    String forgedTitle();

    @Message(
            "It did not come from a page of your present session, so nothing was done. Open the page again and repeat it there.")
    String forged();

    @Message("That was refused")
    String refusedTitle();

    @Message("The request was refused with status {status}.")
    String refusedStatus(int status);

    @Message("Something went wrong here")
    String faultTitle();

    @Message("It is our fault, and it was noted. Try again, or go back to the first page.")
    String fault();

    @Message(
            "It is not known whether that was done: the platform did not answer in time. Look at the present state below before you repeat it.")
    String unheard();

    @Message("What is shown as JSON by the API")
    String raw();
}
