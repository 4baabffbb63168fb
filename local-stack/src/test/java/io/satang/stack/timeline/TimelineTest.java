package io.satang.stack.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.stack.timeline.Timeline.Step;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final JsonObject PENDING = new JsonObject("""
        {"id": "chrg_test_1", "amount": 1000, "currency": "JPY", "status": "pending", "source": {"type": "paypay"},
         "created_at": "2026-01-02T03:04:05Z", "paid_at": null, "expires_at": "2026-01-09T03:04:05Z"}""");
    private static final JsonObject EVENT = new JsonObject("""
        {"id": "evnt_test_1", "key": "charge.create", "created_at": "2026-01-02T03:04:05Z",
         "data": {"id": "chrg_test_1", "status": "pending"},
         "webhook_deliveries": [
           {"uri": "https://shop.example/a", "status": 0, "error": "connection refused", "latency_ms": 3,
            "created_at": "2026-01-02T03:04:06Z"},
           {"uri": "https://shop.example/b", "status": 200, "error": null, "latency_ms": 12,
            "created_at": "2026-01-02T03:04:07Z"}],
         "deliveries": [
           {"uri": "https://shop.example/a", "state": "failed", "attempts": 1, "next_attempt_at": "2026-01-02T03:04:11Z"},
           {"uri": "https://shop.example/b", "state": "delivered", "attempts": 1, "next_attempt_at": null}]}""");

    @Test
    void what_has_happened_comes_before_what_is_to_come() {
        assertThat(Timeline.of(PENDING, List.of(EVENT)))
                .extracting(Step::text)
                .containsExactly(
                        "created  1000 JPY  by paypay",
                        "charge.create  pending  evnt_test_1",
                        "  charge.create attempt 1  https://shop.example/a  connection refused  3 ms",
                        "  charge.create attempt 2  https://shop.example/b  200  12 ms",
                        "  charge.create next attempt  https://shop.example/a",
                        "expires unless it is paid before");
    }

    @Test
    void a_charge_by_card_has_ends_and_refunds_of_its_own() {
        JsonObject paid = new JsonObject("""
            {"id": "chrg_test_1", "amount": 400000, "currency": "THB", "status": "successful", "source": null,
             "created_at": "2026-01-02T03:04:05Z", "authorized_at": "2026-01-02T03:04:06Z", "paid_at": "2026-01-02T03:04:06Z",
             "expires_at": "2026-01-09T03:04:05Z",
             "refunds": {"data": [{"id": "rfnd_test_1", "amount": 150000, "currency": "THB", "created_at": "2026-01-03T00:00:00Z"}]}}""");

        assertThat(Timeline.of(paid, List.of()))
                .extracting(Step::text)
                .containsExactly(
                        "created  4000.00 THB  by card", "authorized", "paid", "refund  rfnd_test_1  1500.00 THB");
    }
}
