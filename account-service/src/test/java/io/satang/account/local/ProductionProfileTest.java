package io.satang.account.local;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.satang.account.Account;
import io.satang.account.AccountSettings;
import io.satang.account.AccountStore;
import io.satang.account.ApiKey;
import io.satang.account.Country;
import io.satang.account.Merchant;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.key.KeyHash;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A production service with secrets of its own, on a database that somebody put the well-known keys into. */
@QuarkusTest
@TestProfile(ProductionProfileTest.Production.class)
class ProductionProfileTest {
    @Inject
    AccountStore accounts;

    @Inject
    KeyHash keyHash;

    /** Nobody but this test makes its topics. */
    public static final class Production implements QuarkusTestProfile {
        @Override
        public String getConfigProfile() {
            return "prod";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "satang.keys.pepper", "4b1f0c9d8e7a6b5c4d3e2f10",
                    "satang.internal.token", "9e8d7c6b5a49382716051423",
                    "satang.operator.token", "5c2f90d1b3e4a6978f01d2c3",
                    "satang.kafka.topics", "create",
                    "satang.kafka.partitions", "4",
                    "satang.kafka.replication-factor", "1",
                    "satang.kafka.min-insync-replicas", "1",
                    "quarkus.http.test-port", "0",
                    "quarkus.management.test-port", "0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkey_test_satang", "skey_test_satang", "pkey_test_other", "skey_test_other"})
    void theKeysThatEverybodyKnowsAreRefused(String key) throws Throwable {
        Account account = accountWithTheKnownKeys();
        VertxContextSupport.subscribeAndAwait(() -> accounts.addIfMissing(account));
        // Told after it, so that what is refused is refused for the key and not for its being unknown.
        Merchant.open();

        given().auth().preemptive().basic(key, "").get("/account").then().statusCode(401);
    }

    @Test
    void keysOfOpenedAccountsWork() {
        Merchant.open().account();
    }

    @Test
    void aPlainHttpWebhookIsRefused() {
        Merchant.open()
                .request()
                .formParam("webhook_uri", "http://merchant.example/hook")
                .patch("/account")
                .then()
                .statusCode(400);
    }

    private Account accountWithTheKnownKeys() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new Account(
                "account_test_5satang00000000knwn",
                "acct_5satang00000000knwn",
                false,
                "satang@merchant.example",
                AccountSettings.initial(Country.TH),
                List.of(
                        ApiKey.issued("pkey_test_satang", keyHash, KeyKind.PUBLIC, now),
                        ApiKey.issued("skey_test_satang", keyHash, KeyKind.SECRET, now),
                        ApiKey.issued("pkey_test_other", keyHash, KeyKind.PUBLIC, now),
                        ApiKey.issued("skey_test_other", keyHash, KeyKind.SECRET, now)),
                now);
    }
}
