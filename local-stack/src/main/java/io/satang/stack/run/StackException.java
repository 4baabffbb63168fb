package io.satang.stack.run;

/** The stack cannot do what it was asked for, for a reason that the user can do something about; the message says what. */
public class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the user. */
    public StackException(String message) {
        super(message);
    }

    /** With a message for the user. */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
