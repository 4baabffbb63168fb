package io.satang.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind of event that services exchange. The topic carries the name of the fact; it is keyed by the aggregate's id. */
public enum EventType {
    /** An account or its keys were created or changed; compacted, the last one per account is its whole state. */
    ACCOUNT_CHANGED("account.changed", "account", AccountChanged.class),
    /** A source exists and may be charged. */
    SOURCE_CREATED("source.created", "source", SourceCreated.class),
    /** A card is in the vault, and a token of it may be charged or kept. */
    TOKEN_CREATED("token.created", "token", TokenCreated.class),
    /** A charge exists, pending. */
    CHARGE_CREATED("charge.created", "charge", ChargeChanged.class),
    /** A merchant changed a charge's description or metadata. */
    CHARGE_UPDATED("charge.updated", "charge", ChargeChanged.class),
    /** A charge has ended: successful or failed. */
    CHARGE_COMPLETE("charge.complete", "charge", ChargeChanged.class),
    /** A charge has ended: nobody paid in time, or the merchant withdrew it. */
    CHARGE_EXPIRED("charge.expired", "charge", ChargeChanged.class),
    /** A charge has ended: its merchant has taken what was held, or a part of it. */
    CHARGE_CAPTURED("charge.captured", "charge", ChargeChanged.class),
    /** A charge has ended: its merchant has given up what was held. */
    CHARGE_REVERSED("charge.reversed", "charge", ChargeChanged.class),
    /** Money of a charge has been given back. */
    REFUND_CREATED("refund.created", "refund", RefundCreated.class),
    /** A provider has given a payment back that was not for its charge. */
    PAYMENT_VOIDED("payment.voided", "payment", PaymentVoided.class),
    /** A merchant's customer exists. */
    CUSTOMER_CREATED("customer.created", "customer", CustomerChanged.class),
    /** A merchant changed a customer, or gave it a card. */
    CUSTOMER_UPDATED("customer.updated", "customer", CustomerChanged.class),
    /** A customer is no more, nor are its cards. */
    CUSTOMER_DESTROYED("customer.destroyed", "customer", CustomerChanged.class),
    /** A merchant changed a customer's card. */
    CARD_UPDATED("card.updated", "card", CardChanged.class),
    /** A customer's card is no more. */
    CARD_DESTROYED("card.destroyed", "card", CardChanged.class),
    /** A payment has earned the reward of an offer. */
    OFFER_REDEEMED("offer.redeemed", "redemption", RedemptionChanged.class),
    /** What was set aside for a payment that there never was, or that is too small in the end, is free again. */
    OFFER_RELEASED("offer.released", "redemption", RedemptionChanged.class),
    /** A refund has taken a reward back, or a part of it. */
    OFFER_CLAWED_BACK("offer.clawed-back", "redemption", RedemptionChanged.class),
    /** A card has joined an offer. */
    CARD_LINKED("card.linked", "card_offer", CardOfferChanged.class),
    /** A card has left an offer. */
    CARD_UNLINKED("card.unlinked", "card_offer", CardOfferChanged.class),
    /** An offer can be redeemed, from now on or again. */
    OFFER_LIVE("offer.live", "offer", OfferMoved.class),
    /** The time of an offer is over. */
    OFFER_EXPIRED("offer.expired", "offer", OfferMoved.class),
    /** An offer has been redeemed as often as it may be, or what it may cost is spent. */
    OFFER_BUDGET_EXHAUSTED("offer.budget-exhausted", "offer", OfferMoved.class),
    /** A merchant's request was answered; keyed by the account, kept for minutes, and no part of any outbox. */
    REQUEST_RECORDED("request.recorded", "request", RequestRecorded.class);

    private static final Map<String, EventType> BY_TOPIC =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::topic, Function.identity()));

    private final String topic;
    private final String aggregateType;
    private final Class<? extends Record> payloadType;

    EventType(String topic, String aggregateType, Class<? extends Record> payloadType) {
        this.topic = topic;
        this.aggregateType = aggregateType;
        this.payloadType = payloadType;
    }

    /** The Kafka topic, which is also the CloudEvents type. */
    public String topic() {
        return topic;
    }

    /** What kind of thing the event is about, for instance {@code charge}. */
    public String aggregateType() {
        return aggregateType;
    }

    /** The record that the payload holds. */
    public Class<? extends Record> payloadType() {
        return payloadType;
    }

    /** Whether only the last event of each aggregate has to be kept. */
    public boolean compacted() {
        return this == ACCOUNT_CHANGED;
    }

    /** Whether it may be lost: nothing but what somebody looks at follows from it, so it is not kept for long. */
    public boolean passing() {
        return this == REQUEST_RECORDED;
    }

    /**
     * Whether an aggregate can have several events of this type, which then have to appear on their topic in the order of their versions.
     * Where there can only be one, nothing has to be in order: across topics there is none, and consumers go by the version.
     */
    public boolean ordered() {
        return switch (this) {
            case ACCOUNT_CHANGED,
                    CHARGE_UPDATED,
                    CUSTOMER_UPDATED,
                    CARD_UPDATED,
                    OFFER_CLAWED_BACK,
                    CARD_LINKED,
                    CARD_UNLINKED,
                    OFFER_LIVE,
                    OFFER_EXPIRED,
                    OFFER_BUDGET_EXHAUSTED -> true;
            case SOURCE_CREATED,
                    TOKEN_CREATED,
                    CHARGE_CREATED,
                    CHARGE_COMPLETE,
                    CHARGE_EXPIRED,
                    CHARGE_CAPTURED,
                    CHARGE_REVERSED,
                    REFUND_CREATED,
                    PAYMENT_VOIDED,
                    CUSTOMER_CREATED,
                    CUSTOMER_DESTROYED,
                    CARD_DESTROYED,
                    OFFER_REDEEMED,
                    OFFER_RELEASED,
                    REQUEST_RECORDED -> false;
        };
    }

    /** The type that travels on this topic, if it is one of ours. */
    public static Optional<EventType> of(String topic) {
        return Optional.ofNullable(BY_TOPIC.get(topic));
    }
}
