package io.satang.platform.database;

import java.time.Duration;

/** A statement did not answer in time and nobody waits for it any longer; whether it was committed, or will be, is not known. */
public final class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was given up, and after how long. */
    public GivenUpException(String what, Duration after) {
        super(what + " given up after " + after.toMillis() + " ms", null, false, false);
    }
}
