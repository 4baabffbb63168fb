package io.satang.console.listing;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of customers. */
@MessageBundle("customer")
interface CustomerWords {
    @Message("Created")
    String created();

    @Message("E-mail")
    String email();

    @Message("Description")
    String description();

    @Message("Cards")
    String cards();

    @Message("Customer")
    String customer();
}
