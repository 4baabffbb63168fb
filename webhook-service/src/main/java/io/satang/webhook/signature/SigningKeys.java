package io.satang.webhook.signature;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The Ed25519 keys to sign webhooks with, kept in memory for {@link SigningSecrets#TIME_TO_LIVE}.
 *
 * <p>Safe for use by several threads.
 */
public final class SigningKeys {
    // About a kilobyte each.
    private static final int ENDPOINTS_MAX = 10_000;

    private final EndpointKeys keys;
    private final Clock clock;
    private final AsyncCache<String, List<SigningKey>> byEndpoint = Caffeine.newBuilder()
            .maximumSize(ENDPOINTS_MAX)
            .expireAfterWrite(SigningSecrets.TIME_TO_LIVE)
            .buildAsync();

    /** Keys from this table. */
    public SigningKeys(EndpointKeys keys, Clock clock) {
        this.keys = Objects.requireNonNull(keys, "keys");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Every key that signs for the endpoint now, the newest first. */
    public Uni<List<SigningKey>> of(String endpointId) {
        Instant now = clock.instant();
        CompletableFuture<List<SigningKey>> known =
                byEndpoint.get(endpointId, (id, executor) -> keys.keys(id, now).subscribeAsCompletionStage());
        return Uni.createFrom()
                .completionStage(known.copy())
                .map(found -> found.stream().filter(key -> key.signsAt(now)).toList());
    }

    /** Looks at the table again the next time, as keys have changed there. */
    public void forget(String endpointId) {
        byEndpoint.synchronous().invalidate(endpointId);
    }
}
