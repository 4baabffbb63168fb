package io.satang.console.request;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of requests. */
@MessageBundle("request")
interface RequestWords {
    @Message("Filter")
    String filter();

    @Message("Status")
    String status();

    @Message("Method")
    String method();

    @Message("Path begins with")
    String path();

    @Message("From")
    String from();

    @Message("To")
    String to();

    @Message("Any")
    String any();

    @Message("Done (2xx)")
    String done();

    @Message("Refused (4xx)")
    String refused();

    @Message("Failed (5xx)")
    String failed();

    @Message("Show")
    String show();

    @Message("All requests")
    String clear();

    @Message("Answered")
    String answered();

    @Message("Request")
    String request();

    @Message("Error")
    String error();

    @Message("Took")
    String took();

    @Message("Key")
    String key();

    @Message("secret")
    String secret();

    @Message("public")
    String publicKey();

    @Message("Charge")
    String charge();

    @Message("Request id")
    String requestId();

    @Message("Query")
    String query();

    @Message("Body")
    String body();

    @Message("Answer")
    String answer();

    @Message("The last 1,000. Of many in one second only some are kept; those that failed come first.")
    String kept();

    @Message("Only fields that are known to be harmless are kept: no card numbers, secrets, names or addresses.")
    String redacted();

    @Message("{ms}\u00a0ms")
    String milliseconds(long ms);
}
