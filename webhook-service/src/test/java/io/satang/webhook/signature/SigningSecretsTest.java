package io.satang.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.webhook.MovingClock;
import io.satang.webhook.signature.SecretStore.Stored;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SigningSecretsTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final String ACCOUNT = "account_test_1";

    private final MovingClock clock = new MovingClock(START);
    private final Table table = new Table();

    /** The table with one account; keeps what it was asked. */
    private static final class Table implements SecretStore {
        final List<String> offered = new ArrayList<>();
        List<Stored> stored = List.of();
        boolean down;

        @Override
        public Uni<List<Stored>> secrets(String accountId, String ifNone, Instant now) {
            offered.add(ifNone);
            if (down) {
                return Uni.createFrom().failure(new IllegalStateException("no database"));
            }
            if (stored.isEmpty()) {
                stored = List.of(new Stored(ifNone, Optional.empty()));
            }
            return Uni.createFrom().item(stored);
        }
    }

    @Test
    void anAccountGetsARandomSecretOnFirstSight() {
        SigningSecrets secrets = secrets(Optional.empty());

        assertThat(await(secrets)).hasSize(1);
        assertThat(java.util.Base64.getDecoder().decode(table.stored.getFirst().base64()))
                .hasSize(32);
    }

    @Test
    void aTestAccountOfTheLocalStackGetsTheConfiguredSecret() {
        await(secrets(Optional.of("bG9jYWw=")));

        assertThat(table.stored.getFirst().base64()).isEqualTo("bG9jYWw=");
    }

    @Test
    void aLiveAccountNeverGetsTheConfiguredSecret() {
        secrets(Optional.of("bG9jYWw="))
                .of(new Signer.OfAccount("account_5live"))
                .await()
                .indefinitely();

        assertThat(table.stored.getFirst().base64()).isNotEqualTo("bG9jYWw=");
    }

    @Test
    void aSecretIsReadOnceAMinute() {
        SigningSecrets secrets = secrets(Optional.empty());
        await(secrets);
        clock.advance(SigningSecrets.TIME_TO_LIVE.minusMillis(1));
        await(secrets);
        assertThat(table.offered).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        await(secrets);
        assertThat(table.offered).hasSize(2);
    }

    @Test
    void aRotatedSecretStopsToSignOnTime() {
        table.stored =
                List.of(new Stored("bmV3", Optional.empty()), new Stored("b2xk", Optional.of(START.plusSeconds(10))));
        SigningSecrets secrets = secrets(Optional.empty());
        assertThat(await(secrets)).hasSize(2);

        clock.advance(Duration.ofSeconds(10));

        assertThat(await(secrets)).hasSize(1);
    }

    @Test
    void aFailureIsNotKept() {
        SigningSecrets secrets = secrets(Optional.empty());
        table.down = true;
        assertThatThrownBy(() -> await(secrets)).isInstanceOf(IllegalStateException.class);

        table.down = false;

        assertThat(await(secrets)).hasSize(1);
    }

    private SigningSecrets secrets(Optional<String> ofTestAccounts) {
        return new SigningSecrets(
                table, (endpoint, now) -> Uni.createFrom().item(List.of()), new SecretGenerator(ofTestAccounts), clock);
    }

    private static List<SigningSecret> await(SigningSecrets secrets) {
        return secrets.of(new Signer.OfAccount(ACCOUNT)).await().indefinitely();
    }
}
