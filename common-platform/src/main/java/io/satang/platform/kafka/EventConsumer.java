package io.satang.platform.kafka;

import static io.satang.events.EventType.CARD_DESTROYED;
import static io.satang.events.EventType.CARD_LINKED;
import static io.satang.events.EventType.CARD_UNLINKED;
import static io.satang.events.EventType.CARD_UPDATED;
import static io.satang.events.EventType.CHARGE_CAPTURED;
import static io.satang.events.EventType.CHARGE_COMPLETE;
import static io.satang.events.EventType.CHARGE_CREATED;
import static io.satang.events.EventType.CHARGE_EXPIRED;
import static io.satang.events.EventType.CHARGE_REVERSED;
import static io.satang.events.EventType.CHARGE_UPDATED;
import static io.satang.events.EventType.CUSTOMER_CREATED;
import static io.satang.events.EventType.CUSTOMER_DESTROYED;
import static io.satang.events.EventType.CUSTOMER_UPDATED;
import static io.satang.events.EventType.OFFER_BUDGET_EXHAUSTED;
import static io.satang.events.EventType.OFFER_CLAWED_BACK;
import static io.satang.events.EventType.OFFER_EXPIRED;
import static io.satang.events.EventType.OFFER_LIVE;
import static io.satang.events.EventType.OFFER_REDEEMED;
import static io.satang.events.EventType.OFFER_RELEASED;
import static io.satang.events.EventType.REFUND_CREATED;
import static io.satang.events.EventType.REQUEST_RECORDED;

import io.satang.events.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who consumes which topics in a group: the one table of it. The services' channels are checked against it, and only these pairs have a
 * dead-letter topic. Local copies that read a topic outside any group ({@link TopicReplay}) commit nothing and are not in it.
 */
public enum EventConsumer {
    /** Mirrors how the charge of a source stands. */
    SOURCE_SERVICE(
            "source-service",
            List.of(CHARGE_CREATED, CHARGE_COMPLETE, CHARGE_EXPIRED, CHARGE_CAPTURED, CHARGE_REVERSED)),
    /** Tells merchants of their charges, refunds, customers, cards and offers. */
    WEBHOOK_SERVICE(
            "webhook-service",
            List.of(
                    CHARGE_CREATED,
                    CHARGE_UPDATED,
                    CHARGE_COMPLETE,
                    CHARGE_EXPIRED,
                    CHARGE_CAPTURED,
                    CHARGE_REVERSED,
                    REFUND_CREATED,
                    CUSTOMER_CREATED,
                    CUSTOMER_UPDATED,
                    CUSTOMER_DESTROYED,
                    CARD_UPDATED,
                    CARD_DESTROYED,
                    OFFER_REDEEMED,
                    OFFER_RELEASED,
                    OFFER_CLAWED_BACK,
                    CARD_LINKED,
                    CARD_UNLINKED,
                    OFFER_LIVE,
                    OFFER_EXPIRED,
                    OFFER_BUDGET_EXHAUSTED)),
    /** Rewards payments with cards that have joined an offer. */
    OFFERS_SERVICE(
            "offers-service",
            List.of(CHARGE_COMPLETE, CHARGE_EXPIRED, CHARGE_CAPTURED, CHARGE_REVERSED, REFUND_CREATED)),
    /** Keeps the last requests of each account for its merchant to look at. */
    ACCOUNT_SERVICE("account-service", List.of(REQUEST_RECORDED));

    private static final String SUFFIX = ".dead-letter";

    private final String group;

    // Made by List.of, which the checker cannot see in the type.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<EventType> types;

    EventConsumer(String group, List<EventType> types) {
        this.group = group;
        this.types = types;
    }

    /** The consumer group, which is the service's name. */
    public String group() {
        return group;
    }

    /** What it consumes. */
    public List<EventType> types() {
        return types;
    }

    /** Where this consumer's letters of a topic go: {@code <topic>.<group>.dead-letter}. */
    public String deadLetterTopic(String topic) {
        return topic + "." + group + SUFFIX;
    }

    /** Whether payments wait for it when it falls behind; not for what may be lost. */
    boolean holdsPaymentsBack() {
        return !types.stream().allMatch(EventType::passing);
    }

    /** The consumer of this group, if there is one. */
    public static Optional<EventConsumer> of(String group) {
        return Arrays.stream(values())
                .filter(consumer -> consumer.group.equals(group))
                .findFirst();
    }
}
