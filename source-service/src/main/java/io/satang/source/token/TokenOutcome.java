package io.satang.source.token;

import java.util.Objects;

/** How a request for a token ended. */
sealed interface TokenOutcome {

    /** There is a new token; this is what is said of it. */
    record Created(String answer) implements TokenOutcome {
        public Created {
            Objects.requireNonNull(answer, "answer");
        }
    }

    /** The same request had been answered before; this is what was said. */
    record Replayed(String answer) implements TokenOutcome {
        public Replayed {
            Objects.requireNonNull(answer, "answer");
        }
    }

    /** The same request is still under way elsewhere. */
    record KeyBusy() implements TokenOutcome {}

    /** The card is not in order; this is why. */
    record Refused(String message) implements TokenOutcome {
        public Refused {
            Objects.requireNonNull(message, "message");
        }
    }
}
