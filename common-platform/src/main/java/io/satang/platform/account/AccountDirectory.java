package io.satang.platform.account;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.events.AccountChanged;
import io.satang.events.EventType;
import io.satang.platform.database.PatientStart;
import io.satang.platform.kafka.TopicReplay;
import io.satang.platform.key.KeyHash;
import io.satang.platform.key.TestKeys;
import io.satang.platform.time.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * This service's own copy of every account and its keys, so that no request has to ask another service who is calling: loaded at the start
 * from a table of this service, and brought up to date from the compacted topic {@code account.changed}. It never goes back to an older
 * version of an account (docs/decisions/0004-local-copies.md).
 */
@ApplicationScoped
public class AccountDirectory {
    private static final Duration LOADING_MAX = Duration.ofMinutes(2);
    private static final Duration READING_MAX = Duration.ofSeconds(3);
    private static final Duration WRITE_EVERY = Duration.ofMillis(200);

    private final TopicReplay.Factory replays;
    private final AccountIndex accounts;
    private final AccountCopy copy;
    private final Timers timers;
    private final AccountsAppliedReports reports;
    private final Event<AccountsRead> progress;
    private volatile Optional<TopicReplay> replay = Optional.empty();

    AccountDirectory(
            TopicReplay.Factory replays,
            AccountCopyTable table,
            KeyHash keyHash,
            Clock clock,
            Timers timers,
            AccountsAppliedReports reports,
            Event<AccountsRead> progress,
            MeterRegistry metrics) {
        this.replays = Objects.requireNonNull(replays, "replays");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.reports = Objects.requireNonNull(reports, "reports");
        this.progress = Objects.requireNonNull(progress, "progress");
        this.accounts = new AccountIndex(keyHash, clock, TestKeys.allowed());
        Counter unreadable = Counter.builder("satang.accounts.unreadable.records")
                .description("Records about accounts that this version cannot read")
                .register(metrics);
        this.copy = new AccountCopy(accounts, table, unreadable::increment);
        Gauge.builder("satang.accounts.unwritten.accounts", copy::unwritten)
                .description("Accounts whose newest version is in memory and not yet in the table")
                .register(metrics);
    }

    /**
     * Whom a key belongs to.
     *
     * @param account the account as it is now
     * @param version the account's version
     * @param key     the key that was shown
     */
    public record Authenticated(AccountChanged account, long version, AccountChanged.Key key) {}

    private final class Changes implements TopicReplay.Reader {
        @Override
        public void read(ConsumerRecord<String, String> message) {
            copy.read(message);
        }

        @Override
        public void reached(Map<Integer, Long> offsets) {
            progress.fire(new AccountsRead(offsets));
            reports.reached(offsets);
        }
    }

    // The table may be older than what this service's merchants were answered, and the topic is not, where there is
    // one.
    void start(@Observes StartupEvent event) throws InterruptedException {
        load(copy).await().atMost(LOADING_MAX);
        TopicReplay started = replays.start(EventType.ACCOUNT_CHANGED.topic(), Optional.empty(), new Changes());
        replay = Optional.of(started);
        started.awaitCaughtUp(READING_MAX);
        timers.every(WRITE_EVERY, () -> copy.write().subscribe().with(done -> {}));
    }

    /** Loads the table, again while the database is slow or away: a start that gave up would have to begin anew. */
    static Uni<Void> load(AccountCopy copy) {
        return PatientStart.retrying(copy.load(), LOADING_MAX);
    }

    @PreDestroy
    void stop() {
        replay.ifPresent(TopicReplay::close);
    }

    /** Whether requests can be let in: accounts are known, if only those of before the start because Kafka is away. */
    public boolean complete() {
        return current() || !accounts.isEmpty();
    }

    /** Whether every account that stood on the topic at the start is known; before, one that is not found may only not be known yet. */
    public boolean current() {
        return replay.map(TopicReplay::caughtUp).orElse(false);
    }

    /** The account, if there is one. */
    public Optional<AccountChanged> account(String accountId) {
        return accounts.account(accountId);
    }

    /** The newest version of the account that is known here. */
    public OptionalLong version(String accountId) {
        return accounts.version(accountId);
    }

    /** Whom this key belongs to; empty when nobody has it, when it has expired, and for {@link TestKeys} outside test and local stack. */
    public Optional<Authenticated> authenticate(String key) {
        return accounts.authenticate(key);
    }
}
