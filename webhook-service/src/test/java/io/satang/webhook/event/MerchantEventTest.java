package io.satang.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.platform.json.ApiJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchantEventTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final RawJson CHARGE = new RawJson("{\"object\":\"charge\",\"description\":\"ข้าว \\\"7\\\"\"}");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theWebhooksBodyIsTheEventObject(boolean livemode) {
        MerchantEvent event = event(livemode);

        assertThat(event.webhookBody())
                .isEqualTo(ApiJson.write(EventView.of(new EventHistory(event, List.of(), List.of()))))
                .contains("\"data\":" + CHARGE.text());
    }

    @Test
    void theIdFollowsFromTheEnvelope() {
        assertThat(event(false).id()).isEqualTo("evnt_test_0mhq3x1ab0123456789");
        assertThat(event(true).id()).isEqualTo("evnt_0mhq3x1ab0123456789");
        assertThat(event(false)).isEqualTo(event(false));
    }

    @ParameterizedTest
    @CsvSource({
        "CHARGE_CREATED, charge.create",
        "CHARGE_UPDATED, charge.update",
        "CHARGE_COMPLETE, charge.complete",
        "CHARGE_EXPIRED, charge.expire",
        "CHARGE_CAPTURED, charge.capture",
        "CHARGE_REVERSED, charge.reverse",
        "REFUND_CREATED, refund.create",
        "CUSTOMER_CREATED, customer.create",
        "CUSTOMER_UPDATED, customer.update",
        "CUSTOMER_DESTROYED, customer.destroy",
        "CARD_UPDATED, card.update",
        "CARD_DESTROYED, card.destroy",
        "OFFER_REDEEMED, offer.redeemed",
        "OFFER_RELEASED, offer.released",
        "OFFER_CLAWED_BACK, offer.clawed_back",
        "CARD_LINKED, card.linked",
        "CARD_UNLINKED, card.unlinked",
        "OFFER_LIVE, offer.live",
        "OFFER_EXPIRED, offer.expired",
        "OFFER_BUDGET_EXHAUSTED, offer.budget_exhausted"
    })
    void merchantsKnowEventsByTheKeysOfTheApi(EventType type, String key) {
        assertThat(EventKey.of(type).map(EventKey::text)).contains(key);
        assertThat(EventKey.of(type)).contains(EventKey.parse(key));
    }

    @ParameterizedTest
    @CsvSource({"ACCOUNT_CHANGED", "SOURCE_CREATED", "TOKEN_CREATED", "PAYMENT_VOIDED", "REQUEST_RECORDED"})
    void someEventsAreNotForMerchants(EventType type) {
        assertThat(EventKey.of(type)).isEmpty();
    }

    @Test
    void anItemOfAChargesEventsLeavesTheObjectOut() {
        WebhookDelivery delivery = new WebhookDelivery(
                "whdl_test_1",
                0,
                "https://merchant.example/",
                500,
                Optional.of("endpoint answered 500"),
                Optional.of(12),
                Optional.empty(),
                Optional.empty(),
                TIME);

        assertThat(ApiJson.write(EventView.withoutData(new EventHistory(event(false), List.of(), List.of(delivery)))))
                .contains("\"error\":\"endpoint answered 500\"", "\"created_at\":\"2026-01-02T03:04:05Z\"")
                .doesNotContain("\"data\":");
    }

    private static MerchantEvent event(boolean livemode) {
        EventEnvelope envelope = new EventEnvelope(
                "0mhq3x1ab0123456789", EventType.CHARGE_COMPLETE, "chrg_test_1", 2, "account_test_1", livemode, TIME);
        return MerchantEvent.of(envelope, EventKey.CHARGE_COMPLETE, CHARGE, Optional.empty());
    }
}
