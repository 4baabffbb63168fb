package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.platform.key.KeyRing;
import io.satang.platform.sealing.SealingCipher;
import io.satang.webhook.Receiver.Received;
import io.satang.webhook.signature.SecretStore;
import io.satang.webhook.signature.SecretStore.Stored;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Secrets stand sealed in their tables, by the newest key, whoever has written them. */
@QuarkusTest
class SealingTest extends MerchantsServer {
    private static final String SECRET = "bWFkZSBieSB0aGUgcmVsZWFzZSBiZWZvcmUgdGhpcw==";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NEWEST = "local:";
    private static final SealingCipher FORMER = new SealingCipher(KeyRing.parse(
            "key of this test",
            Optional.of("former:c2F0YW5nLWxvY2FsLXdlYmhvb2sta2V5LTAwMDAwMDA="),
            SealingCipher.ALGORITHM,
            true));
    private static final String OF_ACCOUNT = "SELECT secret FROM webhook_secrets WHERE account_id = ?";

    @Inject
    SecretStore store;

    private final String account = "account_test_" + UUID.randomUUID();

    @Test
    void a_new_accounts_secret_is_never_stored_in_clear() throws SQLException {
        assertThat(secrets()).containsExactly(new Stored(SECRET, Optional.empty()));

        assertThat(Tables.text(OF_ACCOUNT, account)).startsWith(NEWEST).doesNotContain(SECRET);
    }

    @Test
    void what_the_release_before_left_in_clear_is_read_and_soon_sealed() throws SQLException {
        update("INSERT INTO webhook_secrets (account_id, secret, created_at) VALUES (?, ?, now())", account, SECRET);

        assertThat(secrets()).containsExactly(new Stored(SECRET, Optional.empty()));

        await().atMost(PATIENCE).until(() -> Tables.text(OF_ACCOUNT, account).startsWith(NEWEST));
        assertThat(secrets()).containsExactly(new Stored(SECRET, Optional.empty()));
    }

    @Test
    void what_a_former_key_has_sealed_the_newest_seals_anew() throws Exception {
        Merchant merchant = Merchant.open();
        JsonPath endpoint = merchant.request()
                .contentType("application/json")
                .body(Map.of("uri", receiver.uri("/hook"), "headers", Map.of("X-Shop", "till-7")))
                .post("/webhook_endpoints")
                .jsonPath();
        String id = endpoint.getString("id");
        update(
                "UPDATE endpoint_secrets SET secret = ? WHERE endpoint_id = ?",
                formerly(
                        "secret of endpoint\0" + id,
                        endpoint.getString("secret").substring("whsec_".length())),
                id);
        update(
                "UPDATE endpoints SET headers = ? WHERE id = ?",
                formerly("headers of endpoint\0" + id, "{\"headers\":[{\"name\":\"X-Shop\",\"value\":\"till-8\"}]}"),
                id);

        awaitNewest("SELECT secret FROM endpoint_secrets WHERE endpoint_id = ?", id);
        awaitNewest("SELECT headers FROM endpoints WHERE id = ?", id);
        merchant.charge().completed();
        Received webhook = receiver.await("/hook", 1).getFirst();
        new Webhook(endpoint.getString("secret"))
                .verify(webhook.body(), HttpHeaders.of(webhook.headers(), (name, value) -> true));
    }

    @Test
    void what_cannot_be_opened_stays_as_it_is_and_stops_no_other() throws SQLException {
        String others = formerly("secret of account\0account_test_of_somebody_else", SECRET);
        update(
                "INSERT INTO webhook_secrets (account_id, secret, created_at) VALUES (?, ?, now())",
                "account_test_0",
                others);
        update("INSERT INTO webhook_secrets (account_id, secret, created_at) VALUES (?, ?, now())", account, SECRET);

        awaitNewest(OF_ACCOUNT, account);

        assertThat(Tables.text(OF_ACCOUNT, "account_test_0")).isEqualTo(others);
        update("DELETE FROM webhook_secrets WHERE account_id = ?", "account_test_0");
    }

    private List<Stored> secrets() {
        return store.secrets(account, SECRET, Merchant.now()).await().atMost(PATIENCE);
    }

    private static String formerly(String owner, String plain) {
        return FORMER.sealText(plain, owner);
    }

    private static void awaitNewest(String sql, String id) {
        await().atMost(PATIENCE).until(() -> Tables.text(sql, id).startsWith(NEWEST));
    }

    private static void update(String sql, String... parameters) throws SQLException {
        try (Connection connection = Tables.connect();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                update.setString(i + 1, parameters[i]);
            }
            update.executeUpdate();
        }
    }
}
