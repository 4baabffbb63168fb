package io.satang.offers.qualification;

import java.util.Arrays;
import java.util.Optional;

/** Why a payment earns nothing: one for each rule of an offer. */
public enum Reason {
    /** There was no payment in the end: it failed, has expired, or was given up. */
    NOT_PAID("not_paid"),
    /** It was paid in another currency than the offer's. */
    OTHER_CURRENCY("other_currency"),
    /** It is less than the least spend. */
    BELOW_MINIMUM_SPEND("below_minimum_spend"),
    /** It is more than the most spend. */
    ABOVE_MAXIMUM_SPEND("above_maximum_spend"),
    /** What it earns rounds to nothing. */
    NOTHING_EARNED("nothing_earned"),
    /** The offer was a draft. */
    NOT_PUBLISHED("not_published"),
    /** The offer was interrupted. */
    PAUSED("paused"),
    /** It came before the offer began. */
    NOT_STARTED("not_started"),
    /** It came when the offer was over. */
    ENDED("ended"),
    /** It was on another day of the week. */
    OTHER_DAY("other_day"),
    /** The card was used elsewhere. */
    OTHER_CHANNEL("other_channel"),
    /** The card was not linked to the offer yet. */
    NOT_LINKED_YET("not_linked_yet"),
    /** The card was no longer linked to the offer. */
    UNLINKED("unlinked"),
    /** The card has redeemed the offer as often as it may. */
    CARD_LIMIT_REACHED("card_limit_reached"),
    /** All cards together have redeemed the offer as often as they may. */
    OFFER_LIMIT_REACHED("offer_limit_reached"),
    /** What is left of the budget is less than what it earns. */
    BUDGET_EXHAUSTED("budget_exhausted"),
    /** The card has paid at the merchant before, within the time that the offer asks about. */
    NOT_A_NEW_CUSTOMER("not_a_new_customer"),
    /** Nothing that the merchant can redeem has the id that the payment names. */
    UNKNOWN_CARD_OFFER("unknown_card_offer"),
    /** The offer is redeemed at another merchant. */
    OTHER_MERCHANT("other_merchant"),
    /** The offer gives no discount: what it gives is given afterwards, and nobody has to ask for it. */
    NOT_A_DISCOUNT("not_a_discount"),
    /** Another card pays than the one that is linked to the offer. */
    OTHER_CARD("other_card"),
    /** What the discount leaves is less than the least that a card may be charged. */
    BELOW_MINIMUM_CHARGE("below_minimum_charge"),
    /** The offer gives a discount, which the payment has not asked for. */
    NOT_REQUESTED("not_requested");

    private final String wireName;

    Reason(String wireName) {
        this.wireName = wireName;
    }

    /** As clients read it. */
    public String wireName() {
        return wireName;
    }

    /** The reason that a row names; empty when it is none of ours. */
    public static Optional<Reason> parse(String text) {
        return Arrays.stream(values())
                .filter(reason -> reason.wireName.equals(text))
                .findFirst();
    }
}
