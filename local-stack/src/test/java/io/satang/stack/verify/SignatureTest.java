package io.satang.stack.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.stack.run.StackFile;
import io.satang.stack.verify.Signature.Verdict;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final byte[] BODY = "{\"key\":\"charge.complete\"}".getBytes(UTF_8);
    /** {@code printf '1700000000.{"key":"charge.complete"}' | openssl dgst -sha256 -hmac satang-local-webhook-secret}. */
    private static final String SIGNED = "443738e2e21d45afd803bc5583aa7c95fbfef1ee53b92de2ae6bfe55be0aca1a";

    private final Signature signature = new Signature(StackFile.WEBHOOK_SECRET);

    @Test
    void aSignatureHoldsForItsTimeAndBody() {
        assertThat(check(SIGNED, "1700000000", BODY)).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void oneOfTwoIsEnoughWhileASecretIsRolled() {
        assertThat(check("0".repeat(64) + ", " + SIGNED, "1700000000", BODY)).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void anotherBodyTimeOrSecretIsWrong() {
        assertThat(check(SIGNED, "1700000000", "{}".getBytes(UTF_8))).isEqualTo(Verdict.WRONG);
        assertThat(check(SIGNED, "1700000001", BODY)).isEqualTo(Verdict.WRONG);
        assertThat(new Signature("b3RoZXI=").check(Optional.of(SIGNED), Optional.of("1700000000"), BODY, NOW))
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void anOldSignatureMayBeAReplay() {
        assertThat(signature.check(Optional.of(SIGNED), Optional.of("1700000000"), BODY, NOW.plusSeconds(301)))
                .isEqualTo(Verdict.TOO_OLD);
        String signed = signature.sign("never", BODY);
        assertThat(check(signed, "never", BODY)).isEqualTo(Verdict.TOO_OLD);
    }

    @Test
    void withoutHeadersThereIsNoSignature() {
        assertThat(signature.check(Optional.empty(), Optional.of("1700000000"), BODY, NOW))
                .isEqualTo(Verdict.MISSING);
        assertThat(signature.check(Optional.of(SIGNED), Optional.empty(), BODY, NOW))
                .isEqualTo(Verdict.MISSING);
    }

    @Test
    void aSecretThatIsNotBase64IsRefused() {
        assertThatThrownBy(() -> new Signature("not base64!")).isInstanceOf(IllegalArgumentException.class);
    }

    private Verdict check(String signatures, String timestamp, byte[] body) {
        return signature.check(Optional.of(signatures), Optional.of(timestamp), body, NOW);
    }
}
