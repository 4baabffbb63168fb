package io.satang.console.key;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of keys. */
@MessageBundle("key")
interface KeyWords {
    @Message("Kind")
    String kind();

    @Message("Ends in")
    String lastFour();

    @Message("Created")
    String created();

    @Message("Last used")
    String lastUsed();

    @Message("State")
    String state();

    @Message("Public, for pages and apps")
    String publicKey();

    @Message("Secret, for your server")
    String secretKey();

    @Message("this session's")
    String current();

    @Message("Works")
    String works();

    @Message("Ends {when}")
    String ends(String when);

    @Message("not heard of")
    String unused();

    @Message("Another key")
    String roll();

    @Message("The present keys of this kind work on for the time that you choose, and are refused then.")
    String rollHint();

    @Message("The present ones work on for")
    String overlap();

    @Message("1 minute")
    String minute();

    @Message("1 hour")
    String hour();

    @Message("1 day")
    String day();

    @Message("7 days")
    String week();

    @Message("Roll the key")
    String rollNow();

    @Message("The new key, shown this once")
    String issued();

    @Message("The key was rolled. Put the new one where the former is used before {when}.")
    String rolled(String when);

    @Message("This session goes on with the new key.")
    String session();
}
