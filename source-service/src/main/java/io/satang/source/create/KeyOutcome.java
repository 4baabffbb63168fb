package io.satang.source.create;

import java.util.Objects;

/** What became of a request that carried an Idempotency-Key. */
sealed interface KeyOutcome {

    /** The key was new, and the source is written. */
    record First(NewSource source) implements KeyOutcome {
        public First {
            Objects.requireNonNull(source, "source");
        }
    }

    /**
     * The key had been used.
     *
     * @param requestHash what it was used with
     * @param answer      what was answered then
     */
    record Used(String requestHash, String answer) implements KeyOutcome {
        public Used {
            Objects.requireNonNull(requestHash, "requestHash");
            Objects.requireNonNull(answer, "answer");
        }
    }

    /** Another replica was using the key at the same moment, or its day is over: the next statement sees the answer, or a free key. */
    record Overtaken() implements KeyOutcome {}
}
