package io.satang.source.create;

import io.satang.platform.error.Faults;
import java.util.List;
import java.util.Objects;

/** What the rules say of a request. */
sealed interface SourceDecision {

    /** It becomes a source. */
    record Accepted(SourceDraft draft) implements SourceDecision {
        public Accepted {
            Objects.requireNonNull(draft, "draft");
        }
    }

    /**
     * It does not.
     *
     * @param message the reason, as clients are told it ({@code bad_request}, reference omise-api §6)
     */
    record Refused(String message) implements SourceDecision {
        public Refused {
            Objects.requireNonNull(message, "message");
        }

        /** Refused for these faults, of which there is one at least; the client is told all of them. */
        static Refused of(List<String> faults) {
            return new Refused(Faults.sentence(faults).orElseThrow());
        }
    }
}
