package io.satang.webhook.delivery;

/** Something cannot be kept because of what it is, such as a text with a NUL character. */
public final class UnstorableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnstorableException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
