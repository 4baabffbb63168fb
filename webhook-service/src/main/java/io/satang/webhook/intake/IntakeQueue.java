package io.satang.webhook.intake;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;

/**
 * What was polled while the events before it were taken in, and waits to be taken in together. Each poll by itself would be a transaction of
 * its own however small it is, and wait for those of all polls before it.
 *
 * <p>One batch is taken in at a time, in the order in which it came. Safe for use by several threads.
 *
 * @param <T> what one poll has brought
 */
final class IntakeQueue<T> {
    private static final Logger LOG = Logger.getLogger(IntakeQueue.class);

    private final Limits limits;
    private final ToLongFunction<T> items;
    private final ToLongFunction<T> bytes;
    private final Function<List<T>, Uni<Void>> intake;
    private final ReentrantLock lock = new ReentrantLock();
    private List<T> waiting = new ArrayList<>();
    private List<UniEmitter<? super Void>> callers = new ArrayList<>();
    private long waitingItems;
    private long waitingBytes;
    private boolean underWay;

    /** When enough waits for no more to be polled; the last poll may go beyond. */
    record Limits(long items, long bytes) {}

    /** @param intake takes a batch in and deals with its own failures */
    IntakeQueue(Limits limits, ToLongFunction<T> items, ToLongFunction<T> bytes, Function<List<T>, Uni<Void>> intake) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.items = Objects.requireNonNull(items, "items");
        this.bytes = Objects.requireNonNull(bytes, "bytes");
        this.intake = Objects.requireNonNull(intake, "intake");
    }

    /** Completes when there is room for another, which is before this one is taken in. */
    Uni<Void> add(T polled) {
        return Uni.createFrom().emitter(caller -> {
            boolean room = locked(() -> enqueue(polled, caller));
            takeNext();
            if (room) {
                caller.complete(null);
            }
        });
    }

    private boolean enqueue(T polled, UniEmitter<? super Void> caller) {
        waiting.add(polled);
        waitingItems += items.applyAsLong(polled);
        waitingBytes += bytes.applyAsLong(polled);
        boolean room = waitingItems < limits.items() && waitingBytes < limits.bytes();
        if (!room) {
            callers.add(caller);
        }
        return room;
    }

    private record Next<T>(List<T> batch, List<UniEmitter<? super Void>> callers) {}

    private void takeNext() {
        Next<T> next = locked(this::next);
        if (next.batch().isEmpty()) {
            return;
        }
        Uni.createFrom().deferred(() -> intake.apply(next.batch())).subscribe().with(done -> over(), failure -> {
            LOG.errorf("polled events not dealt with: %s", failure.toString());
            over();
        });
        next.callers().forEach(caller -> caller.complete(null));
    }

    private Next<T> next() {
        if (underWay || waiting.isEmpty()) {
            return new Next<>(List.of(), List.of());
        }
        underWay = true;
        Next<T> next = new Next<>(waiting, callers);
        waiting = new ArrayList<>();
        callers = new ArrayList<>();
        waitingItems = 0;
        waitingBytes = 0;
        return next;
    }

    private void over() {
        locked(() -> underWay = false);
        takeNext();
    }

    private <R> R locked(Supplier<R> section) {
        lock.lock();
        try {
            return section.get();
        } finally {
            lock.unlock();
        }
    }
}
