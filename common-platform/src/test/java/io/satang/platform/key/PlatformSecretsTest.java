package io.satang.platform.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformSecretsTest {
    private static final String PEPPER = "4b1f0c9d8e7a6b5c4d3e2f10";
    private static final String TOKEN = "9e8d7c6b5a49382716051423";
    private static final String OPERATOR = "5c2f90d1b3e4a6978f01d2c3";

    @Test
    void secretsThatNobodyElseKnowsAreTaken() {
        assertThat(secrets(PEPPER, TOKEN, OPERATOR).problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "satang-local", "satang-local-satang-local", "fifteen-letters"})
    void whatEverybodyKnowsOrGuessesIsNoSecret(String guessed) {
        assertThat(secrets(guessed, TOKEN, OPERATOR).problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("satang.keys.pepper")
                        .doesNotContain(TOKEN)
                        .doesNotContain("\n"));
        assertThat(secrets(PEPPER, guessed, OPERATOR).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("satang.internal.token"));
        assertThat(secrets(PEPPER, TOKEN, guessed).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("satang.operator.token"));
    }

    @Test
    void oneSecretDoesNotServeTwoPurposes() {
        assertThat(secrets(TOKEN, TOKEN, OPERATOR).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("must not be the same"));
        assertThat(secrets(PEPPER, TOKEN, TOKEN).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("must not be the same"));
    }

    @Test
    void theWebhookSecretOfTheLocalStackStaysThere() {
        PlatformSecrets secrets = new PlatformSecrets(
                Optional.of(PEPPER), Optional.of(TOKEN), Optional.of(OPERATOR), Optional.of("known"));

        assertThat(secrets.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("satang.webhook.local-secret"));
    }

    @Test
    void noServiceStartsWithoutThem() {
        assertThatThrownBy(() -> secrets("satang-local", TOKEN, OPERATOR).check(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class);
    }

    private static PlatformSecrets secrets(String pepper, String token, String operator) {
        return new PlatformSecrets(
                Optional.of(pepper).filter(text -> !text.isEmpty()),
                Optional.of(token).filter(text -> !text.isEmpty()),
                Optional.of(operator).filter(text -> !text.isEmpty()),
                Optional.empty());
    }
}
