package io.satang.simulation.postgres;

import io.satang.simulation.kernel.SimulatedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Locks and writes of one transaction. Writes are kept back until the commit, all of them or none. */
public final class Transaction {
    private final SimulatedProcess client;
    private final Supplier<Instant> now;
    private final Map<Object, Transaction> locks;
    private final Set<Object> held = new HashSet<>();
    private final List<Runnable> writes = new ArrayList<>();
    private final List<Runnable> undo = new ArrayList<>();
    private Optional<Transaction> awaited = Optional.empty();
    private Optional<Instant> blocksSince = Optional.empty();
    private int uses;
    private boolean cutOff;
    private boolean open = true;

    Transaction(SimulatedProcess client, Map<Object, Transaction> locks, Supplier<Instant> now) {
        this.client = client;
        this.now = now;
        this.locks = locks;
    }

    /** Locks a row, or anything else that is locked by a name, until the end of the transaction. Answers whether that was possible. */
    public boolean tryLock(Object row) {
        Transaction holder = locks.putIfAbsent(row, this);
        held.add(row);
        if (holder != null && holder != this) {
            held.remove(row);
            return false;
        }
        return true;
    }

    /** The same, and waits for whoever holds it. */
    public void lock(Object row) {
        if (!tryLock(row)) {
            Transaction holder = locks.get(row);
            holder.blocks();
            awaited = Optional.of(holder);
            throw new RowLocked();
        }
    }

    /** Whether whoever it waits for waits, in the end, for itself. */
    boolean deadlocked() {
        Set<Transaction> seen = new HashSet<>();
        Optional<Transaction> next = awaited;
        while (next.isPresent() && seen.add(next.get())) {
            next = next.get().awaited;
        }
        return seen.contains(this);
    }

    /** Writes when the transaction is committed. */
    public void write(Runnable write) {
        writes.add(write);
    }

    /** Does not wait for the disk to commit ({@code synchronous_commit = off}): a crash of the server soon after may undo it. */
    public void commitUnsafely(Runnable undoing) {
        undo.add(undoing);
    }

    boolean belongsTo(SimulatedProcess process) {
        return client == process;
    }

    /** For how long somebody has waited for it so far. */
    Duration blockedOthers() {
        return blocksSince.map(since -> Duration.between(since, now.get())).orElse(Duration.ZERO);
    }

    /** Its client has sent something; answers how often so far. */
    int used() {
        return ++uses;
    }

    int uses() {
        return uses;
    }

    /** Its client is out of reach from now on. */
    void cutOff() {
        cutOff = true;
    }

    boolean isCutOff() {
        return cutOff;
    }

    private void blocks() {
        blocksSince = blocksSince.or(() -> Optional.of(now.get()));
    }

    boolean open() {
        return open;
    }

    void commit() {
        writes.forEach(Runnable::run);
        end();
    }

    /** How to take the writes back, if the server may still forget them. */
    List<Runnable> undo() {
        return undo;
    }

    void rollback() {
        end();
    }

    /** Forgets what a statement has done before it had to wait; its locks it keeps. */
    void restart(int writesBefore) {
        awaited = Optional.empty();
        writes.subList(writesBefore, writes.size()).clear();
    }

    int writes() {
        return writes.size();
    }

    private void end() {
        open = false;
        held.forEach(locks::remove);
        held.clear();
    }
}
