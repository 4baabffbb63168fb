package io.satang.source.create;

import java.util.Objects;

/** How a request for a source ended. */
sealed interface CreateOutcome {

    /** There is a new source. */
    record Created(NewSource source) implements CreateOutcome {
        public Created {
            Objects.requireNonNull(source, "source");
        }
    }

    /** The same request had been answered before; this is what was said. */
    record Replayed(String answer) implements CreateOutcome {
        public Replayed {
            Objects.requireNonNull(answer, "answer");
        }
    }

    /** The same request is still under way elsewhere. */
    record KeyBusy() implements CreateOutcome {}

    /** The rules refused it. */
    record Refused(String message) implements CreateOutcome {
        public Refused {
            Objects.requireNonNull(message, "message");
        }
    }
}
