package io.satang.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.satang.events.AccountsApplied;
import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.satang.platform.account.AccountDirectory;
import io.satang.platform.account.AccountsRead;
import io.satang.platform.kafka.TopicReplay;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Knows when every replica of every service goes by a change of an account, so that it can be answered then
 * (docs/decisions/0015-changes-of-accounts-are-awaited.md). Replicas report how far they have read; one that has been silent for
 * {@link #SILENCE_MAX} is taken for dead, and nobody waits longer than {@link #PATIENCE}.
 */
@ApplicationScoped
class AppliedEverywhere {
    static final Duration PATIENCE = Duration.ofSeconds(1);
    static final Duration SILENCE_MAX = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(AppliedEverywhere.class);

    private final TopicReplay.Factory replays;
    private final AccountDirectory accounts;
    private final Clock clock;
    private final KeyUseStore keyUses;
    private final Timer confirmed;
    private final Timer givenUp;
    private final Map<String, Heard> replicas = new ConcurrentHashMap<>();
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private volatile Optional<TopicReplay> replay = Optional.empty();

    AppliedEverywhere(
            TopicReplay.Factory replays,
            AccountDirectory accounts,
            KeyUseStore keyUses,
            Clock clock,
            MeterRegistry metrics) {
        this.replays = Objects.requireNonNull(replays, "replays");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.keyUses = Objects.requireNonNull(keyUses, "keyUses");
        this.confirmed = timer(metrics, "true");
        this.givenUp = timer(metrics, "false");
    }

    private record Heard(AccountsApplied report, long nanos) {
        boolean silent() {
            return System.nanoTime() - nanos > SILENCE_MAX.toNanos();
        }
    }

    /** Waits for one change. Which offsets tell of it is known once this replica's own copy has it. */
    private static final class Waiter {
        private final String accountId;
        private final long version;
        private final UniEmitter<? super Void> emitter;
        private volatile Optional<Map<Integer, Long>> offsets = Optional.empty();

        Waiter(String accountId, long version, UniEmitter<? super Void> emitter) {
            this.accountId = accountId;
            this.version = version;
            this.emitter = emitter;
        }
    }

    void start(@Observes StartupEvent event) {
        replay = Optional.of(
                replays.start(AccountsApplied.TOPIC, Optional.of(clock.instant().minus(SILENCE_MAX)), this::heard));
    }

    @PreDestroy
    void stop() {
        replay.ifPresent(TopicReplay::close);
    }

    /**
     * Tells the others of this version of the account, and completes once every replica goes by it, or when that has taken too long. Never
     * fails.
     */
    Uni<Void> await(String accountId, long version, Runnable tell) {
        long start = System.nanoTime();
        return Uni.createFrom()
                .<Void>emitter(emitter -> {
                    Waiter waiter = new Waiter(accountId, version, emitter);
                    emitter.onTermination(() -> waiters.remove(waiter));
                    waiters.add(waiter);
                    tell.run();
                })
                .invoke(() -> confirmed.record(Duration.ofNanos(System.nanoTime() - start)))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithUni(() -> {
                    givenUp.record(Duration.ofNanos(System.nanoTime() - start));
                    LOG.warnf("version %d of account %s is answered before every service has it", version, accountId);
                    return Uni.createFrom().voidItem();
                });
    }

    void read(@Observes AccountsRead progress) {
        if (!accounts.current()) {
            return;
        }
        for (Waiter waiter : waiters) {
            if (waiter.offsets.isEmpty() && accounts.version(waiter.accountId).orElse(0) >= waiter.version) {
                waiter.offsets = Optional.of(progress.offsets());
                settle(waiter);
            }
        }
    }

    private void heard(ConsumerRecord<String, String> message) {
        try {
            AccountsApplied report = EventJson.read(message.value(), AccountsApplied.class);
            keyUses.heard(report.keysUsed());
            if (report.leaving()) {
                replicas.remove(report.replica());
            } else {
                replicas.put(report.replica(), new Heard(report, System.nanoTime()));
            }
            replicas.values().removeIf(Heard::silent);
            waiters.forEach(this::settle);
        } catch (MalformedEventException e) {
            LOG.warnf("a report of a replica is left out: %s", e.getMessage());
        }
    }

    private void settle(Waiter waiter) {
        if (allCover(waiter.offsets)) {
            waiter.emitter.complete(null);
        }
    }

    // Who lives is known when the last seconds of reports have been read; this replica's own is among them.
    private boolean allCover(Optional<Map<Integer, Long>> offsets) {
        return offsets.isPresent()
                && replay.map(TopicReplay::caughtUp).orElse(false)
                && !replicas.isEmpty()
                && replicas.values().stream()
                        .allMatch(
                                replica -> replica.silent() || replica.report().covers(offsets.get()));
    }

    private static Timer timer(MeterRegistry metrics, String confirmed) {
        return Timer.builder("satang.accounts.propagation")
                .tag("confirmed", confirmed)
                .description("From the commit of a change of an account until every replica goes by it")
                .register(metrics);
    }
}
