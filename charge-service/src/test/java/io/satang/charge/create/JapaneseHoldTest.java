package io.satang.charge.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.card.SampleTokens;
import io.satang.charge.card.TestTokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With accounts of Japan money is held for thirty days (reference omise-api §9.2); all else is as anywhere. */
@QuarkusTest
class JapaneseHoldTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    TestTokens tokens;

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    private Merchant merchant;

    @BeforeEach
    void open() {
        merchant = merchants.openInJapan();
    }

    @Test
    void money_that_is_to_be_captured_later_is_held_for_thirty_days() {
        assertThat(lifetime(charged("&capture=false"))).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void a_charge_that_takes_its_money_at_once_has_seven_days_as_anywhere() {
        assertThat(lifetime(charged(""))).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void what_is_held_is_captured_after_four_weeks() {
        String id = charged("&capture=false").getString("id");
        daysPass(id, 29);

        JsonPath captured = Merchant.succeeded(merchant.command(id, "capture"));

        assertThat(captured.getString("status")).isEqualTo("successful");
        assertThat(captured.getLong("captured_amount")).isEqualTo(5_000);
    }

    @Test
    void what_is_held_lapses_after_thirty_days() {
        String id = charged("&capture=false").getString("id");
        daysPass(id, 30);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(merchant.retrieve(id).getString("status")).isEqualTo("expired"));
    }

    @Test
    void all_of_it_on_the_day_of_payment_is_a_void() {
        JsonPath charge = charged("");
        boolean voidable = charge.getBoolean("can_perform_void");

        JsonPath refund = Merchant.succeeded(merchant.request()
                .contentType("application/x-www-form-urlencoded")
                .body("amount=5000")
                .post("/charges/" + charge.getString("id") + "/refunds"));

        assertThat(voidable).isTrue();
        assertThat(refund.getBoolean("voided")).isTrue();
        assertThat(refund.getString("currency")).isEqualTo("JPY");
    }

    private JsonPath charged(String form) {
        String token = tokens.made(SampleTokens.ofAccount(merchant.accountId()));
        return Merchant.succeeded(merchant.charge("amount=5000&currency=JPY&card=" + token + form));
    }

    private static Duration lifetime(JsonPath charge) {
        return Duration.between(
                Instant.parse(charge.getString("created_at")), Instant.parse(charge.getString("expires_at")));
    }

    private void daysPass(String id, int days) {
        rows.update(
                "UPDATE charges SET created_at = created_at - interval '%1$d days', expires_at = expires_at - interval '%1$d days' WHERE id = ?"
                        .formatted(days),
                id);
    }
}
