package io.satang.console.system;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of the platform itself. */
@MessageBundle("system")
interface SystemWords {
    @Message("Services")
    String services();

    @Message("Service")
    String service();

    @Message("Address for operators")
    String address();

    @Message("State")
    String state();

    @Message("Why")
    String why();

    @Message("Ready")
    String ready();

    @Message("Not ready")
    String notReady();

    @Message("No answer")
    String silent();

    @Message("Payments and webhooks")
    String money();

    @Message("Charges past their deadline")
    String pastDeadline();

    @Message("The oldest webhook that is due has waited for")
    String oldestDue();

    @Message("Well")
    String well();

    @Message("Look at it")
    String notWell();

    @Message("not known")
    String unknown();

    @Message("{n} s")
    String seconds(long n);

    @Message("Events on their way")
    String outboxes();

    @Message("Oldest")
    String oldest();

    @Message("Waiting")
    String waiting();

    @Message("Cannot be published")
    String dead();

    @Message("Put back")
    String redrive();

    @Message("{n} events of {service} were put back.")
    String redriven(long n, String service);

    @Message("Nothing was put back: {service} did not answer, or refused.")
    String notRedriven(String service);

    @Message("Consumers")
    String lags();

    @Message("Every consumer has taken everything.")
    String noLags();

    @Message("Consumer")
    String consumer();

    @Message("Topic")
    String topic();

    @Message("Still to take")
    String records();

    @Message("Put aside")
    String letters();

    @Message("Nothing that a consumer has put aside waits to be redriven.")
    String noLetters();

    @Message("Not known of: {services}")
    String lettersNotKnown(String services);

    @Message("Reason")
    String reason();

    @Message("Records")
    String count();

    @Message("Look at them")
    String look();

    @Message("Put aside by {service}: {topic}")
    String lettersOf(String service, String topic);

    @Message("Back to the system")
    String back();

    @Message(
            "Redriving sends a record to its topic again, for all who consume it; they go by its id. See to the reason first.")
    String lettersHint();

    @Message("Redrive all")
    String redriveAll();

    @Message("Redrive")
    String redriveOne();

    @Message("Put aside")
    String putAside();

    @Message("Key")
    String key();

    @Message("Place")
    String place();

    @Message("too large to be kept whole")
    String cut();

    @Message("More")
    String moreLetters();

    @Message("Records redriven: {n}.")
    String lettersRedriven(long n);

    @Message("Records redriven: {n}. Not redriven: {kept}, as they were not kept whole or Kafka did not take them.")
    String lettersKept(long n, long kept);

    @Message("Nothing was redriven: {service} did not answer, or refused.")
    String lettersNotRedriven(String service);

    @Message("{service} does not say what it has put aside.")
    String lettersUnknown(String service);

    @Message("Merchants' endpoints that fail")
    String endpoints();

    @Message("Every endpoint takes what is sent to it.")
    String noEndpoints();

    @Message("Account")
    String account();

    @Message("Endpoint")
    String endpoint();

    @Message("Since")
    String since();

    @Message("Given up")
    String exhausted();

    @Message("Last answer")
    String lastError();
}
