package io.satang.platform.sealing;

/** What was sealed cannot be opened: it, or what it belongs to, is not what it was, or its key is gone. */
public final class UnsealableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsealableException(String why) {
        super(why);
    }
}
