package io.satang.webhook.delivery;

import io.satang.events.RawJson;
import io.satang.webhook.delivery.DeliveryState.InFlight;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.event.EventKey;
import io.satang.webhook.event.MerchantEvent;
import java.time.Instant;
import java.util.Optional;

/** Deliveries to try things on. */
public final class Deliveries {
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    private Deliveries() {}

    /** An event of a charge. */
    public static MerchantEvent event(int number) {
        return event(number, "account_test_1");
    }

    /** An event of a charge of this account. */
    public static MerchantEvent event(int number, String accountId) {
        return new MerchantEvent(
                "evnt_test_%019d".formatted(number),
                accountId,
                false,
                EventKey.CHARGE_COMPLETE,
                "chrg_test_1",
                number + 1,
                new RawJson("{\"object\":\"charge\",\"id\":\"chrg_test_1\"}"),
                CREATED,
                Optional.of("request-1"),
                Optional.empty());
    }

    /** An event on its way to this endpoint. */
    public static Delivery delivery(int number, String uri) {
        return delivery(event(number), uri);
    }

    /** This event on its way to this endpoint. */
    public static Delivery delivery(MerchantEvent event, String uri) {
        return new Delivery(
                new DeliveryId(event.id(), 0), event, Endpoint.parse(uri).orElseThrow(), new Recipient.OfObject());
    }

    /** An event on its way to its account's endpoint, which is this one for now. */
    public static Delivery followingAccount(int number, String uri) {
        Delivery fixed = delivery(number, uri);
        return new Delivery(
                fixed.id(),
                fixed.event(),
                fixed.endpoint(),
                Recipient.OfAccount.of(fixed.event().accountId()));
    }

    /** The same, leased. */
    public static Claimed claimed(int number, String uri) {
        return claimed(delivery(number, uri));
    }

    /** This one, leased. */
    public static Claimed claimed(Delivery delivery) {
        return new Claimed(delivery, new InFlight(0, 1, CREATED.plusSeconds(60)));
    }
}
