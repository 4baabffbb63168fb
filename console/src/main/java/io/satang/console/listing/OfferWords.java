package io.satang.console.listing;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of offers. */
@MessageBundle("offer")
interface OfferWords {
    @Message("Name")
    String name();

    @Message("State")
    String state();

    @Message("Benefit")
    String benefit();

    @Message("Reward")
    String reward();

    @Message("Redeemed")
    String redeemed();

    @Message("Budget left")
    String budget();

    @Message("Ends")
    String ends();

    @Message("Offer")
    String offer();

    @Message("Draft")
    String draft();

    @Message("Upcoming")
    String upcoming();

    @Message("Live")
    String live();

    @Message("Paused")
    String paused();

    @Message("Ended")
    String expired();

    @Message("Budget exhausted")
    String budgetExhausted();

    @Message("Discount")
    String discount();

    @Message("Cashback")
    String cashback();
}
