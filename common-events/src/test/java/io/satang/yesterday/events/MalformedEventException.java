package io.satang.yesterday.events;

/** A record that no retry can make readable: it belongs on the dead-letter topic. */
public final class MalformedEventException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A record that reads well and still says what no consumer can act on; {@code reason} goes with it to the dead letters. */
    public MalformedEventException(String reason) {
        super(reason);
    }

    MalformedEventException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
