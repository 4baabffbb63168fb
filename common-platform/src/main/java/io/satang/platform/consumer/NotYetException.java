package io.satang.platform.consumer;

/** Something cannot be done yet and will be possible without anybody's doing, such as what needs data that is still being read. */
public final class NotYetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is being waited for. */
    public NotYetException(String message) {
        super(message);
    }
}
