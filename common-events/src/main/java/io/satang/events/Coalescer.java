package io.satang.events;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.pgclient.PgException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Natural batching: items that arrive while a statement is under way wait and go together as the next one. There is no timer, so an item
 * that finds nothing under way starts at once, and every caller still waits for its own durable commit.
 *
 * <p>Safe for use by several threads. Results are emitted on the thread that completed the statement.
 *
 * @param <I> what a caller asks for
 * @param <O> what it is answered
 */
public final class Coalescer<I, O> {
    private final String name;
    private final Limits limits;
    private final Function<List<I>, Uni<List<O>>> statement;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiting<I, O>> queue = new ArrayDeque<>();
    private int underWay;

    /**
     * How much may be together, under way and waiting.
     *
     * @param items      how many items one statement takes
     * @param statements how many statements are under way at once
     * @param waiting    how many items may wait before callers are refused
     */
    public record Limits(int items, int statements, int waiting) {
        /** One statement at a time: a second would only make the batches smaller, and cost the database as much as the first. */
        public static final Limits DEFAULT = new Limits(256, 1, 8_192);

        public Limits {
            if (items < 1 || statements < 1 || waiting < 1) {
                throw new IllegalArgumentException("limits must be positive");
            }
        }
    }

    private record Waiting<I, O>(I item, UniEmitter<? super O> caller) {}

    /**
     * An empty queue.
     *
     * @param name      what to call the queue in messages
     * @param statement runs a batch; answers one result per item, in the items' order
     */
    public Coalescer(String name, Limits limits, Function<List<I>, Uni<List<O>>> statement) {
        this.name = Objects.requireNonNull(name, "name");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.statement = Objects.requireNonNull(statement, "statement");
    }

    /** Answers when the statement that carried this item has committed; fails with {@link OverloadedException} when too many wait. */
    public Uni<O> submit(I item) {
        return Uni.createFrom().emitter(caller -> enqueue(new Waiting<>(item, caller)));
    }

    private void enqueue(Waiting<I, O> waiting) {
        List<Waiting<I, O>> batch;
        lock.lock();
        try {
            if (queue.size() >= limits.waiting()) {
                waiting.caller().fail(new OverloadedException(name));
                return;
            }
            queue.add(waiting);
            batch = nextBatch();
        } finally {
            lock.unlock();
        }
        run(batch);
    }

    /** Under the lock: what may start now, if anything. */
    private List<Waiting<I, O>> nextBatch() {
        if (queue.isEmpty() || underWay >= limits.statements()) {
            return List.of();
        }
        underWay++;
        List<Waiting<I, O>> batch = new ArrayList<>(Math.min(queue.size(), limits.items()));
        while (batch.size() < limits.items() && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        return batch;
    }

    private void run(List<Waiting<I, O>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        execute(batch)
                .onFailure(failure -> failure instanceof PgException && batch.size() > 1)
                .recoverWithUni(() -> executeOneByOne(batch))
                .subscribe()
                .with(done -> finished(), failure -> {
                    batch.forEach(waiting -> waiting.caller().fail(failure));
                    finished();
                });
    }

    private Uni<Void> execute(List<Waiting<I, O>> batch) {
        return Uni.createFrom()
                .deferred(
                        () -> statement.apply(batch.stream().map(Waiting::item).toList()))
                .invoke(results -> answer(batch, results))
                .replaceWithVoid();
    }

    // The server refused the batch, so nothing of it was committed: one bad item must not fail its neighbours.
    private Uni<Void> executeOneByOne(List<Waiting<I, O>> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(
                        waiting -> execute(List.of(waiting)).onFailure().recoverWithItem(failure -> {
                            waiting.caller().fail(failure);
                            return null;
                        }))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private void answer(List<Waiting<I, O>> batch, List<O> results) {
        if (results.size() != batch.size()) {
            throw new IllegalStateException(name + " answered " + results.size() + " of " + batch.size() + " items");
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).caller().complete(results.get(i));
        }
    }

    private void finished() {
        List<Waiting<I, O>> batch;
        lock.lock();
        try {
            underWay--;
            batch = nextBatch();
        } finally {
            lock.unlock();
        }
        run(batch);
    }
}
