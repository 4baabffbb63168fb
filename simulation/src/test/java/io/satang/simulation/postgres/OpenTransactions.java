package io.satang.simulation.postgres;

import io.satang.simulation.check.Verdict;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The transactions that a server has open, what they have locked, and what it has committed without waiting for the disk. */
final class OpenTransactions {
    // The longest transaction: the client is silent after each of two statements, of which the second waits for a lock.
    private static final Duration BLOCKING_MAX = Database.IDLE_IN_TRANSACTION_MAX
            .multipliedBy(2)
            .plus(Database.LOCK_WAIT_MAX)
            .plusSeconds(1);

    private final String name;
    private final Scheduler scheduler;
    private final Verdict verdict;
    private final Duration idleMax;
    private final Map<Object, Transaction> locks = new HashMap<>();
    private final Set<Transaction> open = new LinkedHashSet<>();
    private final List<Runnable> unsafe = new ArrayList<>();

    OpenTransactions(String name, Scheduler scheduler, Verdict verdict, Duration idleMax) {
        this.name = name;
        this.scheduler = scheduler;
        this.verdict = verdict;
        this.idleMax = idleMax;
    }

    Transaction begin(SimulatedProcess client) {
        Transaction transaction = new Transaction(client, locks, scheduler::now);
        open.add(transaction);
        return transaction;
    }

    void commit(Transaction transaction) {
        close(transaction);
        boolean safe = transaction.writes() > 0 && transaction.undo().isEmpty();
        transaction.commit();
        if (safe) {
            // The log is written in order, so this commit made all that were before it safe as well.
            unsafe.clear();
        }
        unsafe.addAll(transaction.undo());
    }

    void rollback(Transaction transaction) {
        if (transaction.open()) {
            close(transaction);
            transaction.rollback();
        }
    }

    /** The client wants it rolled back, if it can still say so. */
    void giveUp(Transaction transaction) {
        if (!transaction.isCutOff()) {
            rollback(transaction);
        }
    }

    /** A session outlives a client that is paused or out of reach, and so do its locks, but not for ever. */
    void endWhenIdle(Transaction transaction) {
        int uses = transaction.uses();
        scheduler.after(scheduler.world(), idleMax, () -> {
            if (transaction.open() && transaction.uses() == uses) {
                scheduler.saw(Sighting.IDLE_TRANSACTION_ENDED, () -> name);
                rollback(transaction);
            }
        });
    }

    /** The client is dead. */
    void rollbackAllOf(SimulatedProcess client) {
        List.copyOf(open).stream()
                .filter(transaction -> transaction.belongsTo(client))
                .forEach(transaction -> {
                    scheduler.saw(Sighting.CRASH_WITHIN_TRANSACTION, client::toString);
                    rollback(transaction);
                });
    }

    /** The server dies, and forgets what had not reached the disk if {@code forgets}. */
    void crash(boolean forgets) {
        List.copyOf(open).forEach(this::rollback);
        if (!unsafe.isEmpty() && forgets) {
            scheduler.saw(Sighting.UNSAFE_COMMIT_FORGOTTEN, () -> name);
            unsafe.reversed().forEach(Runnable::run);
        }
        unsafe.clear();
    }

    private void close(Transaction transaction) {
        open.remove(transaction);
        Duration blocked = transaction.blockedOthers();
        verdict.require(
                blocked.compareTo(BLOCKING_MAX) <= 0,
                () -> "a transaction of " + name + " blocked others for " + blocked);
    }
}
