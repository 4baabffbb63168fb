package io.satang.console.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionSealTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Session SESSION = new Session(
            "skey_test_first", "account_test_1", "first@merchant.example", "TH", "token", NOW.plusSeconds(60));
    private static final String OLD = key((byte) 1);
    private static final String NEW = key((byte) 2);
    private static final String KNOWN = "c2F0YW5nLWxvY2FsLWNvbnNvbGUtc2Vzc2lvbi1rZXk=";

    private final SessionSeal seal = seal(OLD);

    @Test
    void whatIsSealedOpensUntilItEnds() {
        String text = seal.seal(SESSION);

        assertThat(seal.open(text, NOW)).contains(SESSION);
        assertThat(seal.open(text, NOW.plusSeconds(59))).contains(SESSION);
        assertThat(seal.open(text, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void theSameSessionIsSealedDifferentlyEachTime() {
        assertThat(seal.seal(SESSION)).isNotEqualTo(seal.seal(SESSION));
    }

    @Test
    void nothingElseOpens() {
        String text = seal.seal(SESSION);

        assertThat(seal(NEW).open(text, NOW)).isEmpty();
        for (String other : List.of("", "x", "!!!", text + "A", text.substring(4), "A".repeat(5_000), "gone")) {
            assertThat(seal.open(other, NOW)).as(other).isEmpty();
        }
        // The last digit has bits that hold nothing.
        for (int i = 0; i < text.length() - 1; i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThat(seal.open(changed, NOW)).as("digit %d", i).isEmpty();
        }
    }

    @Test
    void aMerchantsSessionIsNoOperators() {
        Operator operator = new Operator("00u1", "Somebody", "token", NOW.plusSeconds(60));

        assertThat(seal.openOperator(seal.seal(operator), NOW)).contains(operator);
        assertThat(seal.openOperator(seal.seal(operator), NOW.plusSeconds(60))).isEmpty();
        assertThat(seal.openOperator(seal.seal(SESSION), NOW)).isEmpty();
        assertThat(seal.open(seal.seal(operator), NOW)).isEmpty();
    }

    @Test
    void aNewKeySignsNobodyOut() {
        String text = seal.seal(SESSION);

        assertThat(seal(NEW, OLD).open(text, NOW)).contains(SESSION);
        assertThat(seal.open(seal(NEW, OLD).seal(SESSION), NOW)).isEmpty();
    }

    @Test
    void productionStartsWithASecretOfItsOwnOnly() {
        assertThat(new Seal(Optional.empty()).startable(true)).isFalse();
        assertThat(keys(KNOWN).startable(true)).isTrue();
        assertThat(keys(KNOWN).startable(false)).isFalse();
        assertThat(keys(NEW, KNOWN).startable(false)).isFalse();
        assertThat(keys(NEW).startable(false)).isTrue();
        assertThatThrownBy(() -> keys(Base64.getEncoder().encodeToString(new byte[16])))
                .hasMessageContaining("32 bytes");
    }

    private static SessionSeal seal(String... keys) {
        return new SessionSeal(keys(keys));
    }

    private static Seal keys(String... keys) {
        return new Seal(Optional.of(List.of(keys)));
    }

    private static String key(byte fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
