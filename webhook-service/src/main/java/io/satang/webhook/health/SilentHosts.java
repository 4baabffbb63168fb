package io.satang.webhook.health;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.satang.platform.batching.Coalescer;
import io.satang.webhook.delivery.Attempt;
import io.satang.webhook.delivery.AttemptOutcome;
import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.AttemptOutcome.Cause;
import io.satang.webhook.delivery.AttemptOutcome.Unanswered;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.DispatchObserver;
import io.satang.webhook.delivery.SilentHost;
import io.satang.webhook.health.SilentHostStore.Turn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The breakers of addresses that were named with charges, which have no endpoint that could have one: one for each host of an account. What counts is
 * silence; a host that says no is there. A host that answers costs nothing: nothing is known of it and nothing is written. Those that other replicas
 * have found silent, or this one before it was restarted, are read from the database.
 *
 * <p>Safe for use by several threads.
 */
@Singleton
public class SilentHosts implements DispatchObserver {
    private static final Logger LOG = Logger.getLogger(SilentHosts.class);
    /** So long what was found out in the database is believed. */
    private static final Duration BELIEVED = Duration.ofSeconds(1);

    private static final long BYTES_MAX = 4L * 1024 * 1024;
    private static final int ENTRY_BYTES = 256;

    private final SilentHostStore store;
    private final HealthRules rules;
    private final HealthMetrics metrics;
    private final Clock clock;
    private final Coalescer<SilentHost, SilentHost> silent;
    // One that is forgotten is read again, or found to be silent again.
    private final Cache<SilentHost, Silence> known = Caffeine.newBuilder()
            .maximumWeight(BYTES_MAX)
            .<SilentHost, Silence>weigher((host, silence) -> bytes(host))
            .build();

    /**
     * What is known of a host that has not answered.
     *
     * @param attempts in a row
     * @param until    to be left alone until then, once these are too many; then the database knows more
     */
    private record Silence(int attempts, Instant until) {}

    SilentHosts(SilentHostStore store, HealthRules rules, HealthMetrics metrics, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.silent = new Coalescer<>(
                "silent hosts",
                Coalescer.Limits.DEFAULT,
                SilentHosts::bytes,
                SilentHost::accountId,
                batch -> store.silent(batch).replaceWith(batch));
    }

    /** Whether the host may be asked now: one that is silent may from time to time, by one delivery. */
    Uni<Boolean> admits(SilentHost host) {
        Optional<Silence> silence =
                Optional.ofNullable(known.getIfPresent(host)).filter(this::isTooLong);
        if (silence.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        return silence.get().until().isAfter(clock.instant())
                ? Uni.createFrom().item(false)
                : store.turn(host).invoke(turn -> learned(host, turn)).map(turn -> turn != Turn.LATER);
    }

    @Override
    public void attempted(Attempt attempt) {
        Delivery delivery = attempt.claimed().delivery();
        SilentHost host = SilentHost.of(delivery);
        if (attempt.outcome() instanceof Answered) {
            answered(host);
        } else if (delivery.recipient().endpointId().isEmpty() && isSilence(attempt.outcome())) {
            notAnswered(host);
        }
    }

    /** The database has it as one that does not answer, so it is asked in turn, and what it answers is said there. */
    void learned(SilentHost host) {
        known.asMap()
                .merge(
                        host,
                        new Silence(rules.silentMax(), clock.instant()),
                        (before, read) -> isTooLong(before) ? before : read);
    }

    // Who has no address, or may not be asked, was not asked; and who says something odd is not silent.
    private static boolean isSilence(AttemptOutcome outcome) {
        return switch (outcome) {
            case Answered unused -> false;
            case Unanswered(Cause cause) ->
                switch (cause) {
                    case TIMEOUT, CONNECTION, TLS, NAME -> true;
                    case STATUS, FORBIDDEN, WITHDRAWN -> false;
                };
        };
    }

    private void answered(SilentHost host) {
        Silence before = known.getIfPresent(host);
        if (before == null) {
            return;
        }
        if (isTooLong(before)) {
            await(store.answered(host).invoke(news -> heard(host, news)), host);
        } else {
            known.invalidate(host);
        }
    }

    // Not before the database knows it: if it could not be told, the next answer is.
    private void heard(SilentHost host, boolean news) {
        known.invalidate(host);
        if (news) {
            metrics.heard();
        }
    }

    private void notAnswered(SilentHost host) {
        Instant until = clock.instant().plus(BELIEVED);
        Silence now = known.asMap()
                .merge(host, new Silence(1, until), (before, one) -> new Silence(before.attempts() + 1, until));
        if (now.attempts() == rules.silentMax()) {
            metrics.silent();
            await(silent.submit(host), host);
        }
    }

    private void learned(SilentHost host, Turn turn) {
        switch (turn) {
            case ANSWERS -> known.invalidate(host);
            case PROBE, LATER ->
                known.asMap()
                        .computeIfPresent(
                                host,
                                (same, before) -> new Silence(
                                        before.attempts(), clock.instant().plus(BELIEVED)));
        }
    }

    private boolean isTooLong(Silence silence) {
        return silence.attempts() >= rules.silentMax();
    }

    private static int bytes(SilentHost host) {
        return ENTRY_BYTES + 2 * (host.accountId().length() + host.origin().length());
    }

    private static void await(Uni<?> work, SilentHost host) {
        work.subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "silence of a host of %s not noted: %s", host.accountId(), failure.toString()));
    }
}
