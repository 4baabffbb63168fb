package io.satang.source.keyed;

import java.util.Objects;

/** What became of a request that carried an Idempotency-Key. */
public sealed interface KeyOutcome<T> {

    /** The key was new, and the object is written. */
    record First<T>(T object) implements KeyOutcome<T> {
        public First {
            Objects.requireNonNull(object, "object");
        }
    }

    /**
     * The key had been used.
     *
     * @param requestHash what it was used with
     * @param answer      what was answered then
     */
    record Used<T>(String requestHash, String answer) implements KeyOutcome<T> {
        public Used {
            Objects.requireNonNull(requestHash, "requestHash");
            Objects.requireNonNull(answer, "answer");
        }
    }

    /** Another replica was using the key at the same moment, or its day is over: the next statement sees the answer, or a free key. */
    record Overtaken<T>() implements KeyOutcome<T> {}
}
