package io.satang.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vectors of Standard Webhooks (reference webhooks-offers-security A.4). */
class StandardSignatureTest {
    private static final SigningSecret SECRET = SigningSecret.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Optional.empty());
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void signs_the_id_the_timestamp_and_the_raw_body() {
        assertThat(StandardSignature.of(List.of(SECRET), ID, NOW, BODY))
                .isEqualTo(new StandardSignature(ID, "1614265330", SIGNATURE));
    }

    @Test
    void signs_with_each_secret_during_a_rotation() {
        SigningSecret newer = SigningSecret.of("bmV3ZXI=", Optional.empty());

        StandardSignature signature = StandardSignature.of(List.of(newer, SECRET), ID, NOW, BODY);

        assertThat(signature.value())
                .matches("v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=")
                .endsWith(" " + SIGNATURE);
    }

    @Test
    void refuses_what_it_could_not_be_verified_by() {
        assertThatThrownBy(() -> StandardSignature.of(List.of(), ID, NOW, BODY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StandardSignature.of(List.of(SECRET), "a.b", NOW, BODY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
