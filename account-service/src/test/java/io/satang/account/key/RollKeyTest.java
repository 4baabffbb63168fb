package io.satang.account.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.account.Account;
import io.satang.account.AccountSettings;
import io.satang.account.ApiKey;
import io.satang.account.Country;
import io.satang.account.MintedKeys;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.error.ApiException;
import io.satang.platform.key.KeyHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollKeyTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final KeyHash HASH = new KeyHash("pepper of the test");

    @Test
    void noMoreThanTenKeysOfAKindWorkAtTheSameTime() {
        Account account = account();
        for (int n = 1; n < RollKey.WORKING_MAX; n++) {
            account = roll(account, "skey_test_number" + n, NOW);
        }
        Account full = account;

        assertThatThrownBy(() -> roll(full, "skey_test_onemore", NOW))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("10 keys of this kind work already");
        assertThat(roll(full, "skey_test_onemore", NOW.plus(DAY)).keys()).hasSize(2);
    }

    private static Account roll(Account account, String key, Instant now) {
        MintedKeys minted =
                new MintedKeys(Map.of(KeyKind.SECRET, key), List.of(ApiKey.issued(key, HASH, KeyKind.SECRET, now)));
        return new RollKey(KeyKind.SECRET, DAY).apply(account, minted, now);
    }

    private static Account account() {
        return new Account(
                "account_test_5satang000000000009",
                "acct_5satang000000000009",
                false,
                "owner@merchant.example",
                AccountSettings.initial(Country.TH),
                List.of(ApiKey.issued("skey_test_number0", HASH, KeyKind.SECRET, NOW)),
                NOW);
    }
}
