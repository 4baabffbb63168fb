package io.satang.source.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Forgets, again and again, what is over: the tokens that nobody took, and the numbers of those whose charge has ended. */
@ApplicationScoped
class TokenPurge {
    private static final Logger LOG = Logger.getLogger(TokenPurge.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int BATCH_TOKENS_MAX = 1_000;

    private final ExpiredTokenStore expired;
    private final Timers timers;
    private final Clock clock;
    private final Counter purged;

    TokenPurge(ExpiredTokenStore expired, Timers timers, Clock clock, MeterRegistry metrics) {
        this.expired = Objects.requireNonNull(expired, "expired");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.purged = Counter.builder("satang.token.purged.secrets")
                .description("Secrets of tokens that were deleted because nobody needs them any more")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        timers.every(
                PERIOD,
                () -> purge().subscribe()
                        .with(
                                done -> {},
                                failure -> LOG.warnf(
                                        "secrets of tokens not purged, trying again later: %s", failure.toString())));
    }

    /** Deletes all that is over. */
    Uni<Void> purge() {
        return purge(false).chain(() -> purge(true));
    }

    private Uni<Void> purge(boolean livemode) {
        return expired.delete(livemode, clock.instant(), BATCH_TOKENS_MAX).flatMap(deleted -> {
            purged.increment(deleted);
            return deleted < BATCH_TOKENS_MAX ? Uni.createFrom().voidItem() : purge(livemode);
        });
    }
}
