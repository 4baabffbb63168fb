package io.satang.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.key.KeyHash;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyMintTest {
    private final KeyMint mint = new KeyMint(new KeyHash("pepper of the test"));

    @Test
    void aKeyTellsItsKindAndMode() {
        assertThat(mint.key(KeyKind.PUBLIC, false)).matches("pkey_test_[0-9A-Za-z]{30}");
        assertThat(mint.key(KeyKind.SECRET, false)).matches("skey_test_[0-9A-Za-z]{30}");
        assertThat(mint.key(KeyKind.SECRET, true)).matches("skey_[0-9A-Za-z]{30}");
    }

    @Test
    void noTwoKeysAreTheSame() {
        assertThat(Stream.generate(() -> mint.key(KeyKind.SECRET, false)).limit(1_000))
                .doesNotHaveDuplicates();
    }
}
