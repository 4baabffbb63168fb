package io.satang.platform.outbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Gathers the answers of a batch, which come one by one and from several threads. */
final class PendingPublication {
    private final AtomicReferenceArray<Publication> answers;
    private final AtomicInteger missing;
    private final Consumer<List<Publication>> whenComplete;

    PendingPublication(int events, Consumer<List<Publication>> whenComplete) {
        this.answers = new AtomicReferenceArray<>(events);
        this.missing = new AtomicInteger(events);
        this.whenComplete = whenComplete;
    }

    /** The answer for the event at this position; a second one for the same position is ignored. */
    void answer(int position, Publication answer) {
        if (answers.compareAndSet(position, null, answer) && missing.decrementAndGet() == 0) {
            whenComplete.accept(
                    IntStream.range(0, answers.length()).mapToObj(answers::get).toList());
        }
    }
}
