package io.satang.stack.api;

import io.satang.stack.run.StackException;

/** Nobody answers there, or nobody who can do anything at the moment. */
public final class UnreachableException extends StackException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message) {
        super(message);
    }

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
