package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.acceptance.Inbox.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a change of an account was answered counts for whatever begins afterwards, in every service and replica. */
@ExtendWith(RunningPlatform.class)
class AccountChangeTest {

    private static final int ROUNDS = 50;
    private static final int MOVES = 40;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Api secret;
    private final Api publicKey;

    AccountChangeTest(Platform platform) {
        this.secret = platform.api().withKey(Platform.OTHER_SECRET_KEY);
        this.publicKey = platform.api().withKey(Platform.OTHER_PUBLIC_KEY);
    }

    @AfterEach
    void theAccountIsAsItWas() {
        change("country=TH", "currency=THB", "webhook_uri=", "authentication_required=false");
    }

    @Test
    void a_changed_currency_is_taken_by_the_source_and_the_charge_that_follow_at_once() {
        List<String> refusals = new ArrayList<>();

        for (int round = 0; round < ROUNDS; round++) {
            change("country=SG", "currency=SGD");
            refusals.addAll(refusalsOfPayment("SGD", "paynow"));
            change("country=TH", "currency=THB");
            refusals.addAll(refusalsOfPayment("THB", "promptpay"));
        }

        assertThat(refusals).isEmpty();
    }

    @Test
    void a_charge_that_follows_at_once_is_told_to_the_new_address_alone() {
        try (Inbox one = Inbox.open();
                Inbox other = Inbox.open()) {
            for (int move = 0; move < MOVES; move++) {
                Inbox to = move % 2 == 0 ? one : other;
                Inbox from = move % 2 == 0 ? other : one;

                change("webhook_uri=" + to.uri());
                String charge = secret.post("/charges", "amount=50000", "currency=THB", "source[type]=promptpay")
                        .ok("id");

                await("move " + move)
                        .pollInterval(LOOK_AGAIN)
                        .untilAsserted(() -> assertThat(to.about(charge))
                                .extracting(Webhook::key)
                                .containsExactly("charge.create"));
                assertThat(from.about(charge)).as("move " + move).isEmpty();
            }
        }
    }

    @Test
    void the_payer_of_a_charge_that_follows_at_once_is_authenticated_as_the_account_says() {
        change("authentication_required=true");
        JsonNode asked = chargeByCard();
        change("authentication_required=false");
        JsonNode unasked = chargeByCard();

        assertThat(asked.path("status").asText()).isEqualTo("pending");
        assertThat(asked.path("authorize_uri").asText()).contains("/payments/paym_test_");
        assertThat(unasked.path("status").asText()).isEqualTo("successful");
        assertThat(unasked.path("authorize_uri").isNull()).isTrue();
    }

    private JsonNode chargeByCard() {
        String token = publicKey
                .post(
                        "/tokens",
                        "card[name]=Somchai Prasert",
                        "card[number]=4242424242424242",
                        "card[expiration_month]=12",
                        "card[expiration_year]=2030")
                .ok("id");
        return secret.post("/charges", "amount=50000", "currency=THB", "card=" + token, "return_uri=" + Shop.RETURN_URI)
                .ok();
    }

    private void change(String... fields) {
        secret.patch("/account", fields).ok();
    }

    private List<String> refusalsOfPayment(String currency, String type) {
        Reply source = publicKey.post("/sources", "amount=50000", "currency=" + currency, "type=" + type);
        if (source.status() != 200) {
            return List.of(source.text());
        }
        Reply charge = secret.post("/charges", "amount=50000", "currency=" + currency, "source=" + source.ok("id"));
        return charge.status() == 200 ? List.of() : List.of(charge.text());
    }
}
