package io.satang.events;

/** More work is waiting than may wait; the caller should try again in a moment. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverloadedException(String queue) {
        super(queue + " is full", null, false, false);
    }
}
