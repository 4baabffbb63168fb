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
 * The secrets to sign webhooks with, kept in memory for {@link #TIME_TO_LIVE}: that is how long a rotation in the database takes to be seen.
 *
 * <p>Safe for use by several threads.
 */
public final class SigningSecrets {
    /** For how long a secret is used without looking at the table again. */
    public static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    // A few hundred bytes each; the secrets of those that have had no event for long are read again.
    private static final int SIGNERS_MAX = 10_000;

    private final SecretStore accounts;
    private final EndpointSecrets endpoints;
    private final SecretGenerator newSecrets;
    private final Clock clock;
    private final Cache<Signer, Loaded> loadedBySigner =
            Caffeine.newBuilder().maximumSize(SIGNERS_MAX).build();

    private record Loaded(Instant staleAt, Uni<List<SigningSecret>> secrets) {}

    /** @param newSecrets gives one to an account that has none */
    public SigningSecrets(SecretStore accounts, EndpointSecrets endpoints, SecretGenerator newSecrets, Clock clock) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
        this.newSecrets = Objects.requireNonNull(newSecrets, "newSecrets");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Every secret that signs for this one now, the newest first; at least one. Fails when the table cannot be read, or has none. */
    public Uni<List<SigningSecret>> of(Signer signer) {
        Instant now = clock.instant();
        Loaded known = loadedBySigner.getIfPresent(signer);
        Loaded loaded = known != null && now.isBefore(known.staleAt())
                ? known
                : loadedBySigner
                        .asMap()
                        .compute(
                                signer,
                                (id, other) -> other != null && now.isBefore(other.staleAt()) ? other : load(id, now));
        return loaded.secrets()
                .map(secrets ->
                        secrets.stream().filter(secret -> secret.signsAt(now)).toList())
                .invoke(live -> requireSome(live, signer));
    }

    /** Looks at the table again the next time, as secrets have changed there. */
    public void forget(Signer signer) {
        loadedBySigner.invalidate(signer);
    }

    private static void requireSome(List<SigningSecret> secrets, Signer signer) {
        if (secrets.isEmpty()) {
            throw new IllegalStateException("nothing to sign with for " + signer);
        }
    }

    private Loaded load(Signer signer, Instant now) {
        Uni<List<SigningSecret>> secrets = stored(signer, now)
                .map(stored -> stored.stream()
                        .map(secret -> SigningSecret.of(secret.base64(), secret.expiresAt()))
                        .toList())
                .invoke(found -> requireSome(found, signer))
                .onFailure()
                .invoke(() -> loadedBySigner.invalidate(signer))
                .memoize()
                .indefinitely();
        return new Loaded(now.plus(TIME_TO_LIVE), secrets);
    }

    private Uni<List<SecretStore.Stored>> stored(Signer signer, Instant now) {
        return switch (signer) {
            case Signer.OfAccount(String accountId) ->
                accounts.secrets(accountId, newSecrets.secretFor(accountId), now);
            case Signer.OfEndpoint(String endpointId) -> endpoints.secrets(endpointId, now);
        };
    }
}
