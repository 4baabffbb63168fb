package io.satang.account;

import io.satang.events.AccountChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An account with its keys. A value: to change one is to make another, and {@link AccountStore#change} writes it.
 *
 * @param id        {@code account_test_…} or {@code account_…}
 * @param team      {@code acct_…}; the merchant, in live and test mode alike
 * @param livemode  whether its objects are live
 * @param email     where the operator reaches the merchant
 * @param settings  what the merchant may change
 * @param keys      the keys that authenticate, and those that did
 * @param createdAt when it was opened
 */
public record Account(
        String id,
        String team,
        boolean livemode,
        String email,
        AccountSettings settings,
        List<ApiKey> keys,
        Instant createdAt) {

    /** The version of the API that objects and events are rendered in. */
    public static final String API_VERSION = "2019-05-29";

    public Account {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(team, "team");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(createdAt, "createdAt");
        keys = List.copyOf(keys);
    }

    /** The same account with other settings. */
    public Account with(AccountSettings changed) {
        return new Account(id, team, livemode, email, changed, keys, createdAt);
    }

    /**
     * The same account with one more key. The keys of that kind which work now work on for the overlap and no longer; those that have
     * expired are dropped.
     */
    public Account roll(ApiKey issued, Instant now, Duration overlap) {
        Stream<ApiKey> kept = keys.stream()
                .filter(key -> !key.expired(now))
                .map(key -> key.kind() == issued.kind() ? key.until(now.plus(overlap)) : key);
        List<ApiKey> rolled = Stream.concat(kept, Stream.of(issued)).toList();
        return new Account(id, team, livemode, email, settings, rolled, createdAt);
    }

    /** What other services are told. */
    public AccountChanged told() {
        return new AccountChanged(
                id,
                livemode,
                settings.country().name(),
                settings.country().currency(),
                email,
                settings.country().supportedCurrencies(),
                settings.zeroInterestInstallments(),
                settings.authenticationRequired(),
                settings.webhookUri(),
                API_VERSION,
                keys.stream()
                        .map(key -> new AccountChanged.Key(key.hash(), key.kind(), key.expiresAt()))
                        .toList(),
                createdAt,
                settings.branding().displayName(),
                settings.branding().color());
    }
}
