package io.satang.source.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.satang.platform.card.CardNumber;
import io.satang.platform.card.Fingerprints;
import io.satang.platform.card.SecurityCode;
import io.satang.platform.key.KeyRing;
import io.satang.platform.sealing.Sealed;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, seals and fingerprints. */
class VaultTest {
    static final String OLD = "2026-01:" + key('a');
    static final String NEW = "2026-07:" + key('b');

    private static final CardIdentity CARD = new CardIdentity("tokn_test_1", "card_test_1");
    private static final CardMaterial MATERIAL =
            new CardMaterial(new CardNumber("4242424242424242"), Optional.of("a@example.com"), Optional.empty());

    private final CardCipher cipher = cipher(OLD);

    @Test
    void what_was_sealed_is_opened_for_the_same_card() throws Exception {
        Sealed sealed = cipher.seal(MATERIAL, CARD);

        assertThat(cipher.open(sealed, CARD)).isEqualTo(MATERIAL);
        assertThat(sealed.keyId()).isEqualTo("2026-01");
        assertThat(sealed.bytes().toString(UTF_8)).doesNotContain("4242", "example");
    }

    @Test
    void the_same_card_is_never_sealed_the_same_way() {
        Set<Buffer> nonces = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            nonces.add(cipher.seal(MATERIAL, CARD).bytes().getBuffer(0, 12));
        }

        assertThat(nonces).hasSize(1_000);
    }

    @Test
    void no_bit_of_it_may_change() {
        Sealed sealed = cipher.seal(MATERIAL, CARD);

        for (int i = 0; i < sealed.bytes().length(); i++) {
            Buffer tampered =
                    sealed.bytes().copy().setByte(i, (byte) (sealed.bytes().getByte(i) ^ 1));
            assertThatThrownBy(() -> cipher.open(new Sealed(sealed.keyId(), tampered), CARD))
                    .isInstanceOf(UnreadableCardException.class)
                    .hasMessageContaining("card_test_1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 12, 27, 40})
    void a_part_of_it_is_nothing(int length) {
        Sealed sealed = cipher.seal(MATERIAL, CARD);

        assertThatThrownBy(() ->
                        cipher.open(new Sealed(sealed.keyId(), sealed.bytes().getBuffer(0, length)), CARD))
                .isInstanceOf(UnreadableCardException.class);
    }

    @Test
    void it_is_opened_for_no_other_card_or_token() {
        Sealed sealed = cipher.seal(MATERIAL, CARD);

        assertThatThrownBy(() -> cipher.open(sealed, new CardIdentity("tokn_test_1", "card_test_2")))
                .isInstanceOf(UnreadableCardException.class);
        assertThatThrownBy(() -> cipher.open(sealed, new CardIdentity("tokn_test_2", "card_test_1")))
                .isInstanceOf(UnreadableCardException.class);
    }

    @Test
    void a_security_code_cannot_be_taken_for_the_material() {
        Sealed code = cipher.seal(new SecurityCode("123"), CARD);

        assertThatThrownBy(() -> cipher.open(code, CARD)).isInstanceOf(UnreadableCardException.class);
    }

    @Test
    void a_new_key_seals_and_the_old_one_still_opens() throws Exception {
        Sealed before = cipher.seal(MATERIAL, CARD);
        CardCipher after = cipher(NEW + ", " + OLD);

        assertThat(after.open(before, CARD)).isEqualTo(MATERIAL);
        assertThat(after.seal(MATERIAL, CARD).keyId()).isEqualTo("2026-07");
        assertThatThrownBy(() -> cipher(NEW).open(before, CARD))
                .isInstanceOf(UnreadableCardException.class)
                .hasMessageContaining("no key 2026-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01",
                "2026-01:",
                "2026-01:c2hvcnQ=",
                ":QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
                "A b:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
                "a:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=,",
                "a:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=,a:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
                "local:c2F0YW5nLWxvY2FsLWVuY3J5cHRpb24ta2V5LTAwMDE=",
            })
    void what_is_no_key_or_everybodys_is_refused_without_being_repeated(String text) {
        assertThatThrownBy(() -> KeyRing.parse("satang.vault.encryption-keys", Optional.of(text), "AES", false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("satang.vault.encryption-keys must be")
                .hasMessageNotContaining("QUFB");
        assertThatThrownBy(() -> KeyRing.parse("satang.vault.encryption-keys", Optional.empty(), "AES", true))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void a_fingerprint_is_32_bytes_that_depend_on_key_account_and_number() {
        Fingerprints fingerprints = fingerprints(OLD);
        CardNumber number = new CardNumber("4242424242424242");
        String fingerprint = fingerprints.of("account_test_1", number);

        assertThat(Base64.getDecoder().decode(fingerprint)).hasSize(32);
        assertThat(fingerprints.of("account_test_1", number)).isEqualTo(fingerprint);
        assertThat(fingerprints(OLD).of("account_test_1", number)).isEqualTo(fingerprint);
        assertThat(fingerprints.of("account_test_2", number)).isNotEqualTo(fingerprint);
        assertThat(fingerprints.of("account_test_1", new CardNumber("4111111111111111")))
                .isNotEqualTo(fingerprint);
        assertThat(fingerprints(NEW + "," + OLD).of("account_test_1", number)).isNotEqualTo(fingerprint);
    }

    static CardCipher cipher(String keys) {
        return new CardCipher(KeyRing.parse("keys", Optional.of(keys), "AES", true));
    }

    private static Fingerprints fingerprints(String keys) {
        return new Fingerprints(KeyRing.parse("keys", Optional.of(keys), "HmacSHA256", true));
    }

    private static String key(char letter) {
        return Base64.getEncoder()
                .encodeToString(String.valueOf(letter).repeat(32).getBytes(UTF_8));
    }
}
