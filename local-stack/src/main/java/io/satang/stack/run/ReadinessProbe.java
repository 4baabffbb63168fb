package io.satang.stack.run;

import io.satang.stack.run.ServiceProgram.Readiness;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks a replica again and again whether it takes requests, so that one which is stopping, or has stopped to answer, is passed over while
 * another one can take its place.
 */
final class ReadinessProbe implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);

    /** On a busy machine a single question may well stay without an answer. */
    private static final int SILENT_AFTER_QUESTIONS = 2;

    private final Supplier<Readiness> question;
    private final CountDownLatch closing = new CountDownLatch(1);
    private int unanswered;
    private volatile Readiness known = Readiness.SILENT;

    /** A probe that begins to ask at once, in a thread of its own. */
    static ReadinessProbe start(String name, Supplier<Readiness> question) {
        ReadinessProbe probe = new ReadinessProbe(question);
        Thread.ofVirtual().name("readiness-" + name).start(probe::askOn);
        return probe;
    }

    ReadinessProbe(Supplier<Readiness> question) {
        this.question = Objects.requireNonNull(question, "question");
    }

    /** What the replica has said last. */
    Readiness readiness() {
        return known;
    }

    @Override
    public void close() {
        closing.countDown();
    }

    /** Asks once. */
    void ask() {
        Readiness answer = question.get();
        unanswered = answer == Readiness.SILENT ? unanswered + 1 : 0;
        if (answer != Readiness.SILENT || unanswered >= SILENT_AFTER_QUESTIONS) {
            known = answer;
        }
    }

    private void askOn() {
        try {
            do {
                ask();
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
