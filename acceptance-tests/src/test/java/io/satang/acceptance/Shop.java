package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;

/** A merchant with the first test account, its payers, and the merchant with the second account. */
final class Shop {

    static final String RETURN_URI = "http://example.com/orders/345678/complete";

    private final Api anonymous;

    Shop(Api anonymous) {
        this.anonymous = anonymous;
    }

    Api anonymous() {
        return anonymous;
    }

    Api publicKey() {
        return anonymous.withKey(Platform.PUBLIC_KEY);
    }

    Api secret() {
        return anonymous.withKey(Platform.SECRET_KEY);
    }

    Api other() {
        return anonymous.withKey(Platform.OTHER_SECRET_KEY);
    }

    /** A new source of the seed's first example. */
    String source() {
        return publicKey()
                .post("/sources", "amount=400000", "currency=THB", "type=points_citi")
                .ok("id");
    }

    /** A token of a payer's card. */
    JsonNode token(String number) {
        return publicKey()
                .post(
                        "/tokens",
                        "card[name]=Somchai Prasert",
                        "card[number]=" + number,
                        "card[expiration_month]=12",
                        "card[expiration_year]=2035",
                        "card[security_code]=123")
                .ok();
    }

    /** A new person's card, registered for offers. */
    String register(String number) {
        String person = secret().post(
                        "/persons", "first_name=Somchai", "last_name=Prasert", "email=somchai@customer.example")
                .ok("id");
        return secret().post(
                        "/cards",
                        "person_id=" + person,
                        "card[name]=Somchai Prasert",
                        "card[number]=" + number,
                        "card[expiration_month]=12",
                        "card[expiration_year]=2035")
                .ok("id");
    }

    /** A pending charge of the seed's first example. */
    JsonNode charge() {
        return secret().post(
                        "/charges", "amount=400000", "currency=THB", "return_uri=" + RETURN_URI, "source=" + source())
                .ok();
    }

    /** A pending charge that is paid by scanning a QR code. */
    JsonNode qrCharge() {
        return secret().post("/charges", "amount=50000", "currency=THB", "source[type]=promptpay")
                .ok();
    }

    /** What the payer does at the charge's page. */
    Reply press(JsonNode charge, String... fields) {
        return anonymous.post(page(charge), fields);
    }

    /** The path of the page where the charge is paid. */
    static String page(JsonNode charge) {
        return URI.create(charge.path("authorize_uri").asText()).getPath();
    }

    /** Sets the account's webhook address and makes charges until the services know it. */
    void sendWebhooksTo(Inbox inbox) {
        secret().patch("/account", "webhook_uri=" + inbox.uri()).ok();
        await().pollInterval(Duration.ofSeconds(1)).until(() -> {
            charge();
            return !inbox.all().isEmpty();
        });
    }

    /** Tells the provider of test mode what to do wrong, as soon as somebody is there to be told. */
    void tellSimulator(String instruction) {
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> secret().post("/test/simulator", instruction.split("&", -1))
                                .status()
                        == 200);
    }

    void stopWebhooks() {
        secret().patch("/account", "webhook_uri=").ok();
        assertThat(secret().get("/account").ok().path("webhook_uri").isNull()).isTrue();
    }
}
