package io.satang.platform.batching;

import io.satang.events.Sizes;
import io.satang.platform.batching.WaitingRoom.Waiting;
import io.satang.platform.database.GivenUpException;
import io.satang.platform.database.OverloadedException;
import io.satang.platform.database.SqlFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Natural batching: items that arrive while a statement is under way, or in its rest when there is a {@link Pace}, wait and go together as the
 * next one. A full batch does not wait for the rest to be over, and there is none while items come one by one, as from somebody who sends the
 * next when the last is answered. An item that finds nothing under way and nothing resting starts at once, and every caller still waits for its
 * own durable commit.
 *
 * <p>What waits belongs to somebody, and owners take turns, so that nobody waits behind everything that one of them has sent.
 *
 * <p>No caller waits for much longer than a statement may take. What comes behind a statement that is slow goes past it; one that does not
 * answer is given up, and its callers fail with {@link GivenUpException}. When the database is at fault, those fail as well who have waited
 * for some time already.
 *
 * <p>A statement that was given up may be committed all the same, later; so each has to be one whose items, when they are sent again, are
 * refused or change nothing, by a unique constraint or a version in its condition. For the same reason only failures after which nothing
 * was committed are answered by trying again: a conflict once, and a batch with bad data in halves, until the bad item stands alone.
 *
 * <p>Safe for use by several threads. Results are emitted on the thread that completed the statement.
 *
 * @param <I> what a caller asks for
 * @param <O> what it is answered
 */
public final class Coalescer<I, O> {
    // With fewer items in a batch than that, on average, nobody would share a rest.
    private static final double ALONE_MAX = 1.1;
    private static final double WEIGHT_OF_LAST = 0.125;

    private final String name;
    private final Limits limits;
    private final ToLongFunction<I> bytes;
    private final Function<I, String> owner;
    private final Function<List<I>, Uni<List<O>>> statement;
    private final Observer observer;
    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingRoom<I, O> waiting;
    private int underWay;
    private int slow;
    private double itemsTogether = 1;
    private long restedNanos = System.nanoTime();
    private boolean alarmSet;

    /**
     * How much may be together, under way and waiting.
     *
     * @param items        how many items one statement takes
     * @param bytes        how many bytes one statement takes; an item that is larger goes alone
     * @param statements   how many statements are under way at once, and as many slow ones beside them
     * @param waiting      how many items may wait before callers are refused
     * @param waitingBytes how many bytes may wait before callers are refused
     * @param slow         how long a statement is under way before others may go past it
     * @param patience     how long a statement may take before it is given up
     * @param pace         how long nothing is sent behind a statement unless it is full
     */
    public record Limits(
            int items,
            long bytes,
            int statements,
            int waiting,
            long waitingBytes,
            Duration slow,
            Duration patience,
            Pace pace) {
        private static final Duration SLOW = Duration.ofSeconds(1);
        private static final Duration PATIENCE = Duration.ofSeconds(5);

        /** One statement at a time: a second would only make the batches smaller, and cost the database as much as the first. */
        public static final Limits DEFAULT = new Limits(256, 1, 8_192);

        /** The same for writes of which each causes more work behind it, such as an event. */
        public static final Limits PACED = DEFAULT.at(Pace.STEADY);

        public Limits {
            if (items < 1 || bytes < 1 || statements < 1 || waiting < 1 || waitingBytes < 1) {
                throw new IllegalArgumentException("limits must be positive");
            }
            if (!slow.isPositive() || patience.compareTo(slow) < 0) {
                throw new IllegalArgumentException("a statement is slow before it is given up");
            }
        }

        /** Those numbers of items and statements, with the bytes, which a statement is soon done with, and the patience of every statement. */
        public Limits(int items, int statements, int waiting) {
            this(
                    items,
                    Sizes.BATCH_BYTES_MAX / 4,
                    statements,
                    waiting,
                    4L * Sizes.BATCH_BYTES_MAX,
                    SLOW,
                    PATIENCE,
                    Pace.NONE);
        }

        /** The same limits at a pace. */
        public Limits at(Pace other) {
            return new Limits(items, bytes, statements, waiting, waitingBytes, slow, patience, other);
        }
    }

    /** Hears what becomes of items. It is called by whatever thread it happens on. */
    public interface Observer {
        /** Hears nothing. */
        Observer NONE = new Observer() {
            @Override
            public void sent(int items, long bytes, long waitedNanos) {}

            @Override
            public void shed() {}

            @Override
            public void gaveUp() {}
        };

        /** A statement was sent with so many items, of so many bytes together, of which the oldest had waited for so long. */
        void sent(int items, long bytes, long waitedNanos);

        /** An item was refused because too much was waiting. */
        void shed();

        /** A statement was given up. */
        void gaveUp();
    }

    /** A batch under way; the lock guards whether it has been found slow. */
    private static final class Running<I, O> {
        private final List<Waiting<I, O>> batch;
        private final long begunNanos = System.nanoTime();
        private boolean slow;

        Running(List<Waiting<I, O>> batch) {
            this.batch = batch;
        }
    }

    /** What is to be done next. */
    private sealed interface Next<I, O> {
        record Start<I, O>(Running<I, O> batch) implements Next<I, O> {}

        record Rest<I, O>(Duration rest) implements Next<I, O> {}

        record Nothing<I, O>() implements Next<I, O> {}
    }

    /** An empty queue that nobody observes. */
    public Coalescer(
            String name,
            Limits limits,
            ToLongFunction<I> bytes,
            Function<I, String> owner,
            Function<List<I>, Uni<List<O>>> statement) {
        this(name, limits, bytes, owner, statement, Observer.NONE);
    }

    /**
     * An empty queue.
     *
     * @param name      what to call the queue in messages
     * @param bytes     how many bytes of memory an item holds, at the most
     * @param owner     whose an item is, such as an account; what nobody in particular asks for may own itself
     * @param statement runs a batch; answers one result per item, in the items' order
     */
    public Coalescer(
            String name,
            Limits limits,
            ToLongFunction<I> bytes,
            Function<I, String> owner,
            Function<List<I>, Uni<List<O>>> statement,
            Observer observer) {
        this.name = Objects.requireNonNull(name, "name");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.bytes = Objects.requireNonNull(bytes, "bytes");
        this.owner = Objects.requireNonNull(owner, "owner");
        this.statement = Objects.requireNonNull(statement, "statement");
        this.observer = Objects.requireNonNull(observer, "observer");
        this.waiting = new WaitingRoom<>(limits);
    }

    /**
     * Answers when the statement that carried this item has committed; fails with {@link OverloadedException} when too much waits, and with
     * {@link GivenUpException} when the statement takes too long.
     */
    public Uni<O> submit(I item) {
        return Uni.createFrom()
                .emitter(caller -> enqueue(
                        new Waiting<>(item, owner.apply(item), bytes.applyAsLong(item), System.nanoTime(), caller)));
    }

    /** How many items wait for a statement at present. */
    public int waitingItems() {
        return locked(waiting::items);
    }

    /** How many bytes wait for a statement at present. */
    public long waitingBytes() {
        return locked(waiting::bytes);
    }

    private void enqueue(Waiting<I, O> newcomer) {
        if (locked(() -> waiting.admit(newcomer))) {
            startNext();
        } else {
            observer.shed();
            newcomer.caller().fail(new OverloadedException(name));
        }
    }

    private void startNext() {
        switch (locked(this::next)) {
            case Next.Start<I, O>(Running<I, O> batch) -> run(batch);
            case Next.Rest<I, O>(Duration rest) -> startAfter(rest);
            case Next.Nothing<I, O>() -> {}
        }
    }

    // Under the lock.
    private Next<I, O> next() {
        if (waiting.items() == 0 || underWay >= limits.statements()) {
            return new Next.Nothing<>();
        }
        Duration rest = Duration.ofNanos(restedNanos - System.nanoTime());
        if (waiting.fillsOne() || rest.compareTo(Pace.SHORTEST) < 0) {
            underWay++;
            return new Next.Start<>(new Running<>(waiting.nextBatch()));
        }
        if (alarmSet) {
            return new Next.Nothing<>();
        }
        alarmSet = true;
        return new Next.Rest<>(rest);
    }

    private void startAfter(Duration rest) {
        Uni.createFrom().voidItem().onItem().delayIt().by(rest).subscribe().with(rested -> {
            locked(() -> alarmSet = false);
            startNext();
        });
    }

    private void run(Running<I, O> running) {
        Cancellable slowness = Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(limits.slow())
                .subscribe()
                .with(late -> letPass(running));
        carryOut(running.batch)
                .onTermination()
                .invoke(slowness::cancel)
                .subscribe()
                .with(done -> finished(running), failure -> failed(running, failure));
    }

    /** What comes behind a slow statement goes on another connection, so that one which hangs hurts only its own batch. */
    private void letPass(Running<I, O> running) {
        locked(() -> {
            if (slow < limits.statements()) {
                running.slow = true;
                slow++;
                underWay--;
            }
            return slow;
        });
        startNext();
    }

    private void failed(Running<I, O> running, Throwable failure) {
        // Whoever has been answered already hears nothing of it.
        fail(running.batch, failure);
        if (SqlFailure.of(failure) == SqlFailure.PASSING) {
            fail(locked(() -> waiting.since(limits.slow(), System.nanoTime())), failure);
        }
        finished(running);
    }

    private void finished(Running<I, O> running) {
        locked(() -> {
            restAfter(running);
            return running.slow ? --slow : --underWay;
        });
        startNext();
    }

    // Under the lock.
    private void restAfter(Running<I, O> running) {
        long now = System.nanoTime();
        itemsTogether += WEIGHT_OF_LAST * (running.batch.size() - itemsTogether);
        Pace pace = itemsTogether > ALONE_MAX ? limits.pace() : Pace.NONE;
        restedNanos =
                now + pace.restAfter(Duration.ofNanos(now - running.begunNanos)).toNanos();
    }

    private Uni<Void> carryOut(List<Waiting<I, O>> batch) {
        return execute(batch)
                .onFailure(failure -> SqlFailure.of(failure) == SqlFailure.CONFLICT)
                .retry()
                .atMost(1)
                .onFailure(failure -> SqlFailure.of(failure) == SqlFailure.DATA)
                .recoverWithUni(failure -> isolate(batch, failure));
    }

    private Uni<Void> isolate(List<Waiting<I, O>> batch, Throwable failure) {
        if (batch.size() == 1) {
            fail(batch, failure);
            return Uni.createFrom().voidItem();
        }
        int half = batch.size() / 2;
        return carryOut(batch.subList(0, half)).chain(() -> carryOut(batch.subList(half, batch.size())));
    }

    // When it is given up, what follows runs on a thread that keeps time; that is rare, and none of it blocks.
    private Uni<Void> execute(List<Waiting<I, O>> batch) {
        return Uni.createFrom()
                .deferred(() -> {
                    tellSent(batch);
                    return statement.apply(batch.stream().map(Waiting::item).toList());
                })
                .ifNoItem()
                .after(limits.patience())
                .failWith(this::givenUp)
                .invoke(results -> answer(batch, results))
                .replaceWithVoid();
    }

    private void tellSent(List<Waiting<I, O>> batch) {
        long now = System.nanoTime();
        long batchBytes = 0;
        long waited = 0;
        for (Waiting<I, O> each : batch) {
            batchBytes += each.bytes();
            waited = Math.max(waited, now - each.since());
        }
        observer.sent(batch.size(), batchBytes, waited);
    }

    private GivenUpException givenUp() {
        observer.gaveUp();
        return new GivenUpException(name, limits.patience());
    }

    private void answer(List<Waiting<I, O>> batch, List<O> results) {
        if (results.size() != batch.size()) {
            throw new IllegalStateException(name + " answered " + results.size() + " of " + batch.size() + " items");
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).caller().complete(results.get(i));
        }
    }

    private static <I, O> void fail(List<Waiting<I, O>> callers, Throwable failure) {
        callers.forEach(each -> each.caller().fail(failure));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
