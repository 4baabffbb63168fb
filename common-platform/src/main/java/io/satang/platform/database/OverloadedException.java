package io.satang.platform.database;

/** More work is waiting than may wait; the caller should try again in a moment. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OverloadedException(String queue) {
        super(queue + " is full", null, false, false);
    }
}
