package io.satang.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final SigningSecret SECRET = SigningSecret.of("dGVzdC13ZWJob29rLXNlY3JldA==", Optional.empty());
    private static final String BODY =
            "{\"key\":\"charge.complete\",\"data\":{\"object\":\"charge\",\"id\":\"chrg_test_1\",\"status\":\"successful\"}}";
    // Reference webhooks-offers-security A.4.
    private static final String SIGNATURE = "36d51fb945a70e37d892944553632996f12c17604ea3056ec519f74097fe008d";

    @Test
    void signsTheTimestampAndTheRawBodyUnderTheDecodedSecret() {
        WebhookSignature signature = WebhookSignature.of(List.of(SECRET), NOW, BODY.getBytes(UTF_8));

        assertThat(signature).isEqualTo(new WebhookSignature("1700000000", SIGNATURE));
    }

    @Test
    void signsTheSameAgainWithTheSameSecret() {
        WebhookSignature.of(List.of(SECRET), NOW, "something else".getBytes(UTF_8));

        WebhookSignature signature = WebhookSignature.of(List.of(SECRET), NOW, BODY.getBytes(UTF_8));

        assertThat(signature.value()).isEqualTo(SIGNATURE);
    }

    @Test
    void signsWithEachSecretDuringARotation() {
        SigningSecret newer = SigningSecret.of("bmV3ZXI=", Optional.empty());

        WebhookSignature signature = WebhookSignature.of(List.of(newer, SECRET), NOW, BODY.getBytes(UTF_8));

        assertThat(signature.value()).matches("[0-9a-f]{64},[0-9a-f]{64}").endsWith("," + SIGNATURE);
    }

    @Test
    void aSecretSignsUntilItExpires() {
        SigningSecret old = SigningSecret.of("b2xk", Optional.of(NOW));

        assertThat(old.signsAt(NOW.minusNanos(1))).isTrue();
        assertThat(old.signsAt(NOW)).isFalse();
        assertThat(SECRET.signsAt(Instant.MAX)).isTrue();
    }

    @Test
    void refusesWhatIsNoSecret() {
        assertThatThrownBy(() -> SigningSecret.of("", Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningSecret.of("not base64!", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecretDoesNotShowItself() {
        assertThat(SECRET).asString().doesNotContain("dGVzdC");
        assertThat(new SecretStore.Stored("dGVzdC13ZWJob29r", Optional.empty()).toString())
                .doesNotContain("dGVzdC");
    }
}
