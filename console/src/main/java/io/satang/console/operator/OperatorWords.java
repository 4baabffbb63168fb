package io.satang.console.operator;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said at the operators' door. */
@MessageBundle("operator")
interface OperatorWords {
    @Message("Operators sign in")
    String title();

    @Message("You are known, but not as an operator of this platform. Whoever gives out groups can change that.")
    String noOperator();

    @Message(
            "Who you are could not be made sure of. Try again; if it stays so, the operators' sign-in is not set up rightly.")
    String notVouched();

    @Message("Nobody answers who could say who you are. Try again in a moment.")
    String unheard();

    @Message("Try again")
    String again();

    @Message("Sign in with a merchant's secret key")
    String merchants();
}
