package io.satang.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.signature.SecretStore;
import io.satang.webhook.signature.SecretStore.Stored;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of secrets, and what an operator does to it. */
@QuarkusTest
class SecretRotationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    SecretStore store;

    private final String account = "account_test_" + UUID.randomUUID();

    @Test
    void theFirstSecretStays() {
        assertThat(secrets("Zmlyc3Q=")).containsExactly(new Stored("Zmlyc3Q=", Optional.empty()));
        assertThat(secrets("c2Vjb25k")).containsExactly(new Stored("Zmlyc3Q=", Optional.empty()));
    }

    @Test
    void replicasThatMeetAnAccountTogetherAgree() {
        List<Uni<List<Stored>>> calls = IntStream.range(0, 8)
                .mapToObj(i -> store.secrets(
                        account, Base64.getEncoder().encodeToString(new byte[] {(byte) i}), Merchant.now()))
                .toList();

        List<List<Stored>> answers = Uni.join().all(calls).andFailFast().await().atMost(PATIENCE);

        assertThat(answers.stream().distinct()).hasSize(1);
    }

    @Test
    void what_an_operator_gives_is_never_stored_in_clear_and_the_former_signs_for_another_day() throws SQLException {
        Merchant merchant = Merchant.open();
        store.secrets(merchant.accountId(), "Zmlyc3Q=", Merchant.now()).await().atMost(PATIENCE);
        Instant rolled = Merchant.now();

        String newer = roll(merchant.accountId(), "")
                .statusCode(200)
                .body("object", equalTo("webhook_secret"))
                .extract()
                .path("secret");

        assertThat(Base64.getDecoder().decode(newer)).hasSize(32);
        assertThat(Tables.text(
                        "SELECT bool_and(starts_with(secret, 'local:'))::text FROM webhook_secrets WHERE account_id = ?",
                        merchant.accountId()))
                .isEqualTo("true");
        List<Stored> secrets = secrets(merchant, rolled);
        assertThat(secrets).extracting(Stored::base64).containsExactly(newer, "Zmlyc3Q=");
        assertThat(secrets.getFirst().expiresAt()).isEmpty();
        assertThat(secrets.getLast().expiresAt().orElseThrow())
                .isBetween(rolled.plus(Duration.ofHours(23)), rolled.plus(Duration.ofHours(25)));
        assertThat(secrets(merchant, rolled.plus(Duration.ofHours(25)))).hasSize(1);
        assertThat(Tables.text(
                        "SELECT string_agg(actor || ' ' || action, ',') FROM audit WHERE account_id = ?",
                        merchant.accountId()))
                .isEqualTo("operator webhook_secret.rolled");
    }

    @Test
    void what_the_merchant_has_given_its_own_endpoint_is_rolled_by_an_operator_too() {
        Merchant merchant = Merchant.open();
        String own = EndpointId.ofAccount(merchant.accountId()).value();
        merchant.request()
                .post("/webhook_endpoints/" + own + "/roll_secret")
                .then()
                .statusCode(200);

        String newer = roll(merchant.accountId(), "?overlap=0")
                .statusCode(200)
                .extract()
                .path("secret");

        assertThat(secrets(merchant, Merchant.now())).extracting(Stored::base64).containsExactly(newer);
    }

    @Test
    void an_operator_who_asks_for_something_else_changes_nothing() throws SQLException {
        roll(account, "").statusCode(404);
        roll(Merchant.open().accountId(), "?overlap=-1").statusCode(400);
        given().post("/internal/webhooks/secrets/" + account + "/roll").then().statusCode(not(200));
        assertThat(Tables.text("SELECT count(*) FROM webhook_secrets WHERE account_id = ?", account))
                .isEqualTo("0");
    }

    @Test
    void the_database_makes_no_secrets_in_clear_any_more() {
        assertThatThrownBy(() -> Tables.text("SELECT rotate_webhook_secret(?)", account))
                .hasMessageContaining("POST /internal/webhooks/secrets/" + account + "/roll");
    }

    private static ValidatableResponse roll(String accountId, String query) {
        return RecoveryTest.operator()
                .post("/internal/webhooks/secrets/" + accountId + "/roll" + query)
                .then();
    }

    private List<Stored> secrets(Merchant merchant, Instant now) {
        return store.secrets(merchant.accountId(), "unused", now).await().atMost(PATIENCE);
    }

    private List<Stored> secrets(String ifNone) {
        return store.secrets(account, ifNone, Merchant.now()).await().atMost(PATIENCE);
    }
}
