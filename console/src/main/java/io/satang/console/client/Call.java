package io.satang.console.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request under way, so that a page can ask for several things at the same time. */
public final class Call {
    private final CompletableFuture<Answer> answer;
    private final long deadlineNanos;

    Call(CompletableFuture<Answer> answer, long deadlineNanos) {
        this.answer = answer;
        this.deadlineNanos = deadlineNanos;
    }

    /** Waits for it, until the deadline that it was made with. */
    public Answer answer() {
        try {
            return answer.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Answer.Unheard("no answer in time");
        } catch (ExecutionException e) {
            return new Answer.Unheard("no answer: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unheard("interrupted");
        }
    }
}
