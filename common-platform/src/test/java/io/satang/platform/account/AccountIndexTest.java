package io.satang.platform.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.AccountChanged;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.key.KeyHash;
import io.satang.platform.key.KeyUse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountIndexTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final KeyHash HASH = new KeyHash("pepper of the test");

    @Test
    void aKeyAuthenticatesItsAccount() {
        AccountIndex index = index(false);
        index.apply(1, account(key("skey_test_a1", Optional.empty())));

        assertThat(index.authenticate("skey_test_a1"))
                .hasValueSatisfying(
                        found -> assertThat(found.account().accountId()).isEqualTo("account_test_1"));
        assertThat(index.authenticate("skey_test_a2")).isEmpty();
        assertThat(index.authenticate("")).isEmpty();
    }

    @Test
    void aRolledKeyWorksUntilItsEnd() {
        AccountIndex index = index(false);
        index.apply(
                1,
                account(
                        key("skey_test_old", Optional.of(NOW)),
                        key("skey_test_present", Optional.of(NOW.plusSeconds(1)))));

        assertThat(index.authenticate("skey_test_present")).isPresent();
        assertThat(index.authenticate("skey_test_old")).isEmpty();
    }

    @Test
    void aKeyThatIsNoLongerListedIsForgotten() {
        AccountIndex index = index(false);
        index.apply(1, account(key("skey_test_a1", Optional.empty())));
        index.apply(2, account(key("skey_test_a2", Optional.empty())));

        assertThat(index.authenticate("skey_test_a1")).isEmpty();
        assertThat(index.authenticate("skey_test_a2")).isPresent();
    }

    @Test
    void a_key_of_an_unknown_kind_authenticates_nothing_and_its_neighbour_does() {
        AccountIndex index = index(false);
        AccountChanged.Key unknown = new AccountChanged.Key(HASH.of("rkey_test_a1"), KeyKind.UNKNOWN, Optional.empty());
        index.apply(1, account(unknown, key("skey_test_a2", Optional.empty())));

        assertThat(index.authenticate("rkey_test_a1")).isEmpty();
        assertThat(index.authenticate("skey_test_a2")).isPresent();
        assertThat(KeyUse.EITHER.allows(KeyKind.UNKNOWN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkey_test_satang", "skey_test_satang", "pkey_test_other", "skey_test_other"})
    void theKeysThatEverybodyKnowsAreRefusedOutsideTheLocalStack(String wellKnown) {
        AccountIndex production = index(false);
        AccountIndex local = index(true);
        production.apply(1, account(key(wellKnown, Optional.empty())));
        local.apply(1, account(key(wellKnown, Optional.empty())));

        assertThat(production.authenticate(wellKnown)).isEmpty();
        assertThat(local.authenticate(wellKnown)).isPresent();
    }

    private static AccountIndex index(boolean testKeysAllowed) {
        return new AccountIndex(HASH, Clock.fixed(NOW, ZoneOffset.UTC), testKeysAllowed);
    }

    private static AccountChanged.Key key(String key, Optional<Instant> expiresAt) {
        return new AccountChanged.Key(HASH.of(key), KeyKind.SECRET, expiresAt);
    }

    private static AccountChanged account(AccountChanged.Key... keys) {
        return new AccountChanged(
                "account_test_1",
                false,
                "TH",
                "THB",
                "owner@merchant.example",
                List.of("THB"),
                false,
                false,
                Optional.empty(),
                "2019-05-29",
                List.of(keys),
                NOW,
                Optional.empty(),
                Optional.empty());
    }
}
