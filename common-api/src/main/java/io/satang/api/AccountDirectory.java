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
import java.util.Objects;
import java.util.Optional;
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
    private final AccountIndex accounts;
    private volatile Optional<TopicReplay> replay = Optional.empty();

    AccountDirectory(TopicReplay.Factory replays, KeyHash keyHash, Clock clock) {
        this.replays = Objects.requireNonNull(replays, "replays");
        this.accounts = new AccountIndex(keyHash, clock, TestKeys.allowed());
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
        return accounts.account(accountId);
    }

    /** Whom this key belongs to; empty when nobody has it, when it has expired, and for {@link TestKeys} outside test and local stack. */
    public Optional<Authenticated> authenticate(String key) {
        return accounts.authenticate(key);
    }

    private void read(ConsumerRecord<String, String> message) {
        try {
            accounts.apply(EventJson.read(message.value(), AccountChanged.class));
        } catch (MalformedEventException e) {
            LOG.errorf("account %s is unreadable: %s", message.key(), e.getMessage());
        }
    }
}
