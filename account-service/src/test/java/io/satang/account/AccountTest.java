package io.satang.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.AccountChanged.KeyKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aRolledKeyWorksOnForTheOverlapBesideTheNewOne() {
        Account account = accountWith(key("a", KeyKind.SECRET, Optional.empty()));

        Account rolled = account.roll(issued("b", KeyKind.SECRET), NOW, HOUR);

        assertThat(rolled.keys())
                .containsExactly(
                        key("a", KeyKind.SECRET, Optional.of(NOW.plus(HOUR))),
                        key("b", KeyKind.SECRET, Optional.empty()));
    }

    @Test
    void rollingOneKindLeavesTheOther() {
        ApiKey publicKey = key("a", KeyKind.PUBLIC, Optional.empty());

        Account rolled = accountWith(publicKey).roll(issued("b", KeyKind.SECRET), NOW, HOUR);

        assertThat(rolled.keys()).contains(publicKey);
    }

    @Test
    void rollingAgainNeverProlongsAKey() {
        Account rolledOnce = accountWith(key("a", KeyKind.SECRET, Optional.empty()))
                .roll(issued("b", KeyKind.SECRET), NOW, Duration.ofMinutes(10));

        Account rolledTwice = rolledOnce.roll(issued("c", KeyKind.SECRET), NOW.plusSeconds(60), HOUR);

        assertThat(rolledTwice.keys().getFirst().expiresAt()).contains(NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    void withoutAnOverlapTheOldKeyIsRevokedAtOnce() {
        Account rolled = accountWith(key("a", KeyKind.SECRET, Optional.empty()))
                .roll(issued("b", KeyKind.SECRET), NOW, Duration.ZERO);

        assertThat(rolled.keys().getFirst().expired(NOW)).isTrue();
    }

    @Test
    void expiredKeysAreDroppedWhenKeysAreRolled() {
        Account rolled =
                accountWith(key("a", KeyKind.SECRET, Optional.of(NOW))).roll(issued("b", KeyKind.SECRET), NOW, HOUR);

        assertThat(rolled.keys()).extracting(ApiKey::hash).containsExactly("b");
    }

    @Test
    void everyCountryIsFundedInACurrencyOfItsOwnThatItSupports() {
        for (Country country : Country.values()) {
            assertThat(Country.ofCurrency(country.currency())).contains(country);
            assertThat(country.supportedCurrencies()).contains(country.currency());
        }
    }

    private static Account accountWith(ApiKey key) {
        return new Account(
                "account_test_5satang000000000009",
                "acct_5satang000000000009",
                false,
                "owner@merchant.example",
                AccountSettings.initial(Country.TH),
                List.of(key),
                NOW);
    }

    private static ApiKey issued(String hash, KeyKind kind) {
        return key(hash, kind, Optional.empty());
    }

    private static ApiKey key(String hash, KeyKind kind, Optional<Instant> expiresAt) {
        return new ApiKey(hash, kind, NOW, expiresAt, Optional.empty(), Optional.empty());
    }
}
