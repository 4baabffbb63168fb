package io.satang.platform.account;

import io.satang.events.AccountChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Keeps memory and table in step with what is told of accounts. Memory comes first, so that a revoked key is refused even while the
 * database hangs; what the table does not have yet waits here, one version per account.
 */
public final class AccountCopy {
    private static final Logger LOG = Logger.getLogger(AccountCopy.class);
    private static final int PAGE = 200;

    private final AccountIndex index;
    private final AccountCopyTable table;
    private final Runnable onUnreadable;
    private final Map<String, CopiedAccount> unwritten = new ConcurrentHashMap<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    /** @param onUnreadable called for each record that cannot be read */
    public AccountCopy(AccountIndex index, AccountCopyTable table, Runnable onUnreadable) {
        this.index = Objects.requireNonNull(index, "index");
        this.table = Objects.requireNonNull(table, "table");
        this.onUnreadable = Objects.requireNonNull(onUnreadable, "onUnreadable");
    }

    /** Reads the whole table into memory. */
    public Uni<Void> load() {
        return loadAfter("");
    }

    private Uni<Void> loadAfter(String accountId) {
        return table.after(accountId, PAGE).flatMap(page -> {
            page.forEach(this::apply);
            return page.size() < PAGE
                    ? Uni.createFrom().voidItem()
                    : loadAfter(page.getLast().accountId());
        });
    }

    /** Takes a record in, unless it is older than what is known. */
    public void read(ConsumerRecord<String, String> message) {
        try {
            EventEnvelope envelope = EventEnvelope.from(message);
            CopiedAccount told = new CopiedAccount(envelope.aggregateId(), envelope.version(), message.value());
            if (apply(told)) {
                unwritten.merge(told.accountId(), told, AccountCopy::newer);
            }
        } catch (MalformedEventException e) {
            onUnreadable.run();
            LOG.errorf("a record about account %s is left out: %s", message.key(), e.getMessage());
        }
    }

    /** Writes what the table does not have yet, some of it at a time; does nothing while it is at it. Never fails. */
    public Uni<Void> write() {
        List<CopiedAccount> batch = unwritten.values().stream().limit(PAGE).toList();
        if (batch.isEmpty() || !writing.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return table.keepNewer(batch)
                .invoke(() -> batch.forEach(written -> unwritten.remove(written.accountId(), written)))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("%d accounts are not in the table yet: %s", unwritten.size(), failure.toString()))
                .onFailure()
                .recoverWithNull()
                .onTermination()
                .invoke(() -> writing.set(false));
    }

    /** How many accounts the table does not have as they are known. */
    public int unwritten() {
        return unwritten.size();
    }

    private boolean apply(CopiedAccount told) {
        try {
            AccountChanged account = EventJson.read(told.payload(), AccountChanged.class);
            if (!account.accountId().equals(told.accountId())) {
                throw new MalformedEventException("it is about account " + account.accountId());
            }
            return index.apply(told.version(), account);
        } catch (MalformedEventException e) {
            onUnreadable.run();
            LOG.errorf(
                    "version %d of account %s is unreadable, none of its keys works until it is read: %s",
                    told.version(), told.accountId(), e.getMessage());
            return index.close(told.accountId(), told.version());
        }
    }

    private static CopiedAccount newer(CopiedAccount one, CopiedAccount other) {
        return one.version() >= other.version() ? one : other;
    }
}
