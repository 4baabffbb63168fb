package io.satang.webhook.delivery;

/** Is told of every attempt, for metrics. */
@FunctionalInterface
public interface DispatchObserver {
    /** An attempt is over; it may not be recorded yet. */
    void attempted(Attempt attempt);
}
