package io.satang.api;

import io.quarkus.runtime.StartupEvent;
import io.satang.events.AccountChanged;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.MalformedEventException;
import io.satang.events.TopicReplay;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * This service's own copy of every account and its keys, read from the compacted topic {@code account.changed} at the start and followed
 * from then on, so that no request has to ask another service who is calling.
 */
@ApplicationScoped
public class AccountDirectory {
    private static final Logger LOG = Logger.getLogger(AccountDirectory.class);

    private final TopicReplay.Factory replays;
    private final KeyHash keyHash;
    private final Clock clock;
    private final Map<String, AccountChanged> accounts = new ConcurrentHashMap<>();
    private final Map<String, Authenticated> keys = new ConcurrentHashMap<>();
    private volatile Optional<TopicReplay> replay = Optional.empty();

    AccountDirectory(TopicReplay.Factory replays, KeyHash keyHash, Clock clock) {
        this.replays = Objects.requireNonNull(replays, "replays");
        this.keyHash = Objects.requireNonNull(keyHash, "keyHash");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Whom a key belongs to.
     *
     * @param account the account as it is now
     * @param key     the key that was shown
     */
    public record Authenticated(AccountChanged account, AccountChanged.Key key) {}

    void start(@Observes StartupEvent event) {
        replay = Optional.of(replays.start(EventType.ACCOUNT_CHANGED, Optional.empty(), this::read));
    }

    @PreDestroy
    void stop() {
        replay.ifPresent(TopicReplay::close);
    }

    /** Whether every account that existed at the start is known. */
    public boolean complete() {
        return replay.map(TopicReplay::caughtUp).orElse(false);
    }

    /** The account, if there is one. */
    public Optional<AccountChanged> account(String accountId) {
        return Optional.ofNullable(accounts.get(accountId));
    }

    /** Whom this key belongs to; empty when nobody has it or it has expired. */
    public Optional<Authenticated> authenticate(String key) {
        return Optional.ofNullable(keys.get(keyHash.of(key))).filter(found -> found.key()
                .expiresAt()
                .map(end -> clock.instant().isBefore(end))
                .orElse(true));
    }

    private void read(ConsumerRecord<String, String> message) {
        try {
            apply(EventJson.read(message.value(), AccountChanged.class));
        } catch (MalformedEventException e) {
            LOG.errorf("account %s is unreadable: %s", message.key(), e.getMessage());
        }
    }

    private void apply(AccountChanged account) {
        AccountChanged before = accounts.put(account.accountId(), account);
        account.keys().forEach(key -> keys.put(key.hash(), new Authenticated(account, key)));
        if (before != null) {
            before.keys().stream()
                    .filter(key -> account.keys().stream()
                            .noneMatch(kept -> kept.hash().equals(key.hash())))
                    .forEach(key -> keys.remove(key.hash()));
        }
    }
}
