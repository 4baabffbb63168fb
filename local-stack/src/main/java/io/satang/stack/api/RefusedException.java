package io.satang.stack.api;

import io.satang.stack.run.StackException;

/** The platform has answered that it does not do what it was asked for. */
public final class RefusedException extends StackException {
    private static final long serialVersionUID = 1L;

    private static final int NOT_FOUND = 404;

    private final int status;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Whether there is no such thing, or it is another account's. */
    public boolean isNotFound() {
        return status == NOT_FOUND;
    }
}
