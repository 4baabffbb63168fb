package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.webhook.signature.SecretStore;
import io.satang.webhook.signature.SecretStore.Stored;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
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
    void aRotatedSecretSignsForAnotherDay() throws Exception {
        secrets("Zmlyc3Q=");
        Instant rotated = Merchant.now();

        String newer = Tables.text("SELECT rotate_webhook_secret(?)", account);

        assertThat(Base64.getDecoder().decode(newer)).hasSize(32);
        List<Stored> secrets = secrets("unused");
        assertThat(secrets).extracting(Stored::base64).containsExactly(newer, "Zmlyc3Q=");
        assertThat(secrets.getFirst().expiresAt()).isEmpty();
        assertThat(secrets.getLast().expiresAt().orElseThrow())
                .isBetween(rotated.plus(Duration.ofHours(23)), rotated.plus(Duration.ofHours(25)));
        assertThat(store.secrets(account, "unused", rotated.plus(Duration.ofHours(25)))
                        .await()
                        .atMost(PATIENCE))
                .hasSize(1);
    }

    private List<Stored> secrets(String ifNone) {
        return store.secrets(account, ifNone, Merchant.now()).await().atMost(PATIENCE);
    }
}
