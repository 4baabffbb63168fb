package io.satang.webhook.signature;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The secrets to sign an account's webhooks with, kept in memory for {@link #TIME_TO_LIVE}: that is how long a rotation takes to be seen.
 *
 * <p>Safe for use by several threads.
 */
public final class SigningSecrets {
    /** For how long a secret is used without looking at the table again. */
    public static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    // A few hundred bytes each; the secrets of accounts that have had no event for long are read again.
    private static final int ACCOUNTS_MAX = 10_000;

    private final SecretStore store;
    private final SecretGenerator newSecrets;
    private final Clock clock;
    private final Cache<String, Loaded> loadedByAccount =
            Caffeine.newBuilder().maximumSize(ACCOUNTS_MAX).build();

    private record Loaded(Instant staleAt, Uni<List<SigningSecret>> secrets) {}

    /** @param newSecrets gives one to an account that has none */
    public SigningSecrets(SecretStore store, SecretGenerator newSecrets, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.newSecrets = Objects.requireNonNull(newSecrets, "newSecrets");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Every secret that signs for the account now, the newest first; at least one. Fails when the table cannot be read. */
    public Uni<List<SigningSecret>> of(String accountId) {
        Instant now = clock.instant();
        Loaded known = loadedByAccount.getIfPresent(accountId);
        Loaded loaded = known != null && now.isBefore(known.staleAt())
                ? known
                : loadedByAccount
                        .asMap()
                        .compute(
                                accountId,
                                (id, other) -> other != null && now.isBefore(other.staleAt()) ? other : load(id, now));
        return loaded.secrets()
                .map(secrets ->
                        secrets.stream().filter(secret -> secret.signsAt(now)).toList());
    }

    private Loaded load(String accountId, Instant now) {
        Uni<List<SigningSecret>> secrets = store.secrets(accountId, newSecrets.secretFor(accountId), now)
                .map(stored -> stored.stream()
                        .map(secret -> SigningSecret.of(secret.base64(), secret.expiresAt()))
                        .toList())
                .onFailure()
                .invoke(() -> loadedByAccount.invalidate(accountId))
                .memoize()
                .indefinitely();
        return new Loaded(now.plus(TIME_TO_LIVE), secrets);
    }
}
