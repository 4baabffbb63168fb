package io.satang.webhook.event;

import io.satang.events.EventType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The names that merchants know events by (reference omise-api §15.1, and B.4 of webhooks-offers-security for offers). Topics have names of
 * their own; the mapping lives here only.
 */
public enum EventKey {
    /** A charge was made. */
    CHARGE_CREATE("charge.create"),
    /** Its description or metadata was changed. */
    CHARGE_UPDATE("charge.update"),
    /** It was paid, or has failed. */
    CHARGE_COMPLETE("charge.complete"),
    /** It was not paid in time. */
    CHARGE_EXPIRE("charge.expire"),
    /** What was held was taken, or a part of it. */
    CHARGE_CAPTURE("charge.capture"),
    /** What was held was given up. */
    CHARGE_REVERSE("charge.reverse"),
    /** Money of it was given back. */
    REFUND_CREATE("refund.create"),
    /** A customer exists. */
    CUSTOMER_CREATE("customer.create"),
    /** A customer was changed, or given a card. */
    CUSTOMER_UPDATE("customer.update"),
    /** A customer is no more. */
    CUSTOMER_DESTROY("customer.destroy"),
    /** A customer's card was changed. */
    CARD_UPDATE("card.update"),
    /** A customer's card is no more. */
    CARD_DESTROY("card.destroy"),
    /** A payment has earned the reward of an offer. */
    OFFER_REDEEMED("offer.redeemed"),
    /** There was no payment in the end: what was set aside for it is free again. */
    OFFER_RELEASED("offer.released"),
    /** A refund has taken a reward back, or a part of it. */
    OFFER_CLAWED_BACK("offer.clawed_back"),
    /** A card has joined an offer. */
    CARD_LINKED("card.linked"),
    /** A card has left an offer. */
    CARD_UNLINKED("card.unlinked"),
    /** An offer can be redeemed. */
    OFFER_LIVE("offer.live"),
    /** Its time is over. */
    OFFER_EXPIRED("offer.expired"),
    /** It is used up, for good or until its next period. */
    OFFER_BUDGET_EXHAUSTED("offer.budget_exhausted"),
    /** An endpoint is tried: nothing has happened. */
    WEBHOOK_PING("webhook.ping"),
    /** An endpoint gets nothing until it is enabled again; its account's others are told. */
    WEBHOOK_ENDPOINT_DISABLED("webhook.endpoint-disabled"),
    /** It has failed so often in a row that it is only asked from time to time. */
    WEBHOOK_FAILING("webhook.failing"),
    /** It takes webhooks again. */
    WEBHOOK_RECOVERED("webhook.recovered");

    private static final Map<String, EventKey> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventKey::text, Function.identity()));

    private final String text;

    EventKey(String text) {
        this.text = text;
    }

    /** As merchants read it. */
    public String text() {
        return text;
    }

    /** The key under which merchants see such an event; empty when they do not. */
    public static Optional<EventKey> of(EventType type) {
        return switch (type) {
            case CHARGE_CREATED -> Optional.of(CHARGE_CREATE);
            case CHARGE_UPDATED -> Optional.of(CHARGE_UPDATE);
            case CHARGE_COMPLETE -> Optional.of(CHARGE_COMPLETE);
            case CHARGE_EXPIRED -> Optional.of(CHARGE_EXPIRE);
            case CHARGE_CAPTURED -> Optional.of(CHARGE_CAPTURE);
            case CHARGE_REVERSED -> Optional.of(CHARGE_REVERSE);
            case REFUND_CREATED -> Optional.of(REFUND_CREATE);
            case CUSTOMER_CREATED -> Optional.of(CUSTOMER_CREATE);
            case CUSTOMER_UPDATED -> Optional.of(CUSTOMER_UPDATE);
            case CUSTOMER_DESTROYED -> Optional.of(CUSTOMER_DESTROY);
            case CARD_UPDATED -> Optional.of(CARD_UPDATE);
            case CARD_DESTROYED -> Optional.of(CARD_DESTROY);
            case OFFER_REDEEMED -> Optional.of(OFFER_REDEEMED);
            case OFFER_RELEASED -> Optional.of(OFFER_RELEASED);
            case OFFER_CLAWED_BACK -> Optional.of(OFFER_CLAWED_BACK);
            case CARD_LINKED -> Optional.of(CARD_LINKED);
            case CARD_UNLINKED -> Optional.of(CARD_UNLINKED);
            case OFFER_LIVE -> Optional.of(OFFER_LIVE);
            case OFFER_EXPIRED -> Optional.of(OFFER_EXPIRED);
            case OFFER_BUDGET_EXHAUSTED -> Optional.of(OFFER_BUDGET_EXHAUSTED);
            case ACCOUNT_CHANGED, SOURCE_CREATED, TOKEN_CREATED, PAYMENT_VOIDED, REQUEST_RECORDED -> Optional.empty();
        };
    }

    /** The key with this text; empty when there is none. */
    public static Optional<EventKey> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /**
     * The key with this text.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static EventKey parse(String text) {
        return of(text).orElseThrow(() -> new IllegalArgumentException(text + " is not an event key"));
    }
}
