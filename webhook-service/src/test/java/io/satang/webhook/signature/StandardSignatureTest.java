package io.satang.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
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
        assertThat(StandardSignature.of(List.of(SECRET), List.of(), ID, NOW, BODY))
                .isEqualTo(new StandardSignature(ID, "1614265330", SIGNATURE));
    }

    @Test
    void signs_with_each_secret_during_a_rotation() {
        SigningSecret newer = SigningSecret.of("bmV3ZXI=", Optional.empty());

        StandardSignature signature = StandardSignature.of(List.of(newer, SECRET), List.of(), ID, NOW, BODY);

        assertThat(signature.value())
                .matches("v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=")
                .endsWith(" " + SIGNATURE);
    }

    @Test
    void signs_with_a_pair_of_keys_beside_the_secret() {
        SigningKey key = SigningKey.of(
                "6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==",
                Optional.empty());

        StandardSignature signature = StandardSignature.of(List.of(SECRET), List.of(key), ID, NOW, BODY);

        assertThat(signature.value())
                .isEqualTo(SIGNATURE
                        + " v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM"
                        + "+m7TBAg==");
    }

    @Test
    void a_pair_of_keys_belongs_together() throws GeneralSecurityException {
        SigningKey.Pair pair = SigningKey.Pair.random();
        byte[] encoded = HexFormat.of()
                .parseHex("302a300506032b6570032100"
                        + HexFormat.of().formatHex(Base64.getDecoder().decode(pair.publicKey())));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(BODY);

        String signature = SigningKey.of(pair.privateKey(), Optional.empty()).sign(new byte[0], BODY);

        assertThat(verifier.verify(Base64.getDecoder().decode(signature))).isTrue();
        assertThat(pair.toString()).doesNotContain(pair.privateKey());
    }

    @Test
    void refuses_what_it_could_not_be_verified_by() {
        assertThatThrownBy(() -> StandardSignature.of(List.of(), List.of(), ID, NOW, BODY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StandardSignature.of(List.of(SECRET), List.of(), "a.b", NOW, BODY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
