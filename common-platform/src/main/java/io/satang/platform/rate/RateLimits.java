package io.satang.platform.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.events.AccountChanged;
import io.satang.platform.rate.TokenBucket.Draw;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps one caller from taking what the others need: so many requests per account, per key and, without a valid key, per address. Counted
 * in each replica by itself, for what is protected is the replica. Callers see what is left in {@code RateLimit} and {@code
 * RateLimit-Policy}.
 */
@ApplicationScoped
public class RateLimits {
    /** A bucket that nobody has asked for so long is full again. */
    private static final int BUCKETS_MAX = 50_000;

    private final boolean enabled;
    private final RateLimit perAccount;
    private final RateLimit perKey;
    private final RateLimit perAddress;
    private final Cache<String, TokenBucket> buckets;
    private final LongSupplier nanoClock;
    private final MeterRegistry metrics;

    @Inject
    RateLimits(
            MeterRegistry metrics,
            @ConfigProperty(name = "satang.rate-limit.enabled", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "satang.rate-limit.window", defaultValue = "PT10S") Duration window,
            @ConfigProperty(name = "satang.rate-limit.account", defaultValue = "10000") int perAccount,
            @ConfigProperty(name = "satang.rate-limit.key", defaultValue = "5000") int perKey,
            @ConfigProperty(name = "satang.rate-limit.address", defaultValue = "200") int perAddress) {
        this(
                metrics,
                enabled,
                new RateLimit("account", perAccount, window),
                new RateLimit("key", perKey, window),
                new RateLimit("address", perAddress, window),
                System::nanoTime);
    }

    RateLimits(
            MeterRegistry metrics,
            boolean enabled,
            RateLimit perAccount,
            RateLimit perKey,
            RateLimit perAddress,
            LongSupplier nanoClock) {
        this.metrics = metrics;
        this.enabled = enabled;
        this.perAccount = perAccount;
        this.perKey = perKey;
        this.perAddress = perAddress;
        this.nanoClock = nanoClock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(BUCKETS_MAX)
                .expireAfterAccess(perAccount.window())
                .build();
    }

    /**
     * Lets the caller in.
     *
     * @param response told what is left
     * @throws TooManyRequestsException when account or key has used up what it may ask for
     */
    public void admit(String accountId, AccountChanged.Key key, HttpServerResponse response) {
        if (!enabled) {
            return;
        }
        Draw ofKey = draw(perKey, key.hash());
        // What a single key asks for beyond its own limit is not taken from its siblings.
        Draw ofAccount = ofKey.taken() ? draw(perAccount, accountId) : ofKey;
        if (ofKey.taken()) {
            response.putHeader("RateLimit-Policy", perAccount.policy() + ", " + perKey.policy());
            response.putHeader("RateLimit", left(perAccount, ofAccount) + ", " + left(perKey, ofKey));
        }
        requireTaken(perKey, ofKey);
        requireTaken(perAccount, ofAccount);
    }

    /**
     * Lets somebody without a valid key have an answer.
     *
     * @throws TooManyRequestsException when too many of them came from this address
     */
    public void admitStranger(String address) {
        if (enabled) {
            requireTaken(perAddress, draw(perAddress, address));
        }
    }

    private Draw draw(RateLimit limit, String of) {
        long now = nanoClock.getAsLong();
        return buckets.get(limit.name() + ' ' + of, absent -> new TokenBucket(limit, now))
                .take(now);
    }

    private static String left(RateLimit limit, Draw draw) {
        return '"' + limit.name() + "\";r=" + draw.remaining() + ";t=" + secondsUp(draw.full());
    }

    private void requireTaken(RateLimit limit, Draw draw) {
        if (!draw.taken()) {
            Counter.builder("satang.http.limited.requests")
                    .description("Requests refused because their account, key or address had asked for too much")
                    .tag("limit", limit.name())
                    .register(metrics)
                    .increment();
            throw new TooManyRequestsException(secondsUp(draw.next()));
        }
    }

    private static long secondsUp(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }
}
