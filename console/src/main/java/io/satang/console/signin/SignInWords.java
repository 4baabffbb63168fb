package io.satang.console.signin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said at the door. */
@MessageBundle("signin")
interface SignInWords {
    @Message("Sign in")
    String title();

    @Message("Secret key")
    String key();

    @Message(
            "It begins with skey_. The console keeps it encrypted in this browser only, for eight hours, and uses it for nothing but what you do here.")
    String hint();

    @Message("Sign in")
    String enter();

    @Message("Or be one of the local stack's test accounts")
    String testAccounts();

    @Message("Operators of this platform sign in here")
    String operators();

    @Message("Your session has ended. Sign in again and go on where you were.")
    String expired();

    @Message("This key is not known.")
    String unknownKey();

    @Message(
            "That is a public key, which can do no more than make sources and tokens. Sign in with the secret key beside it.")
    String publicKey();

    @Message("The platform did not answer, so the key could not be looked at. Try again in a moment.")
    String undecided();
}
