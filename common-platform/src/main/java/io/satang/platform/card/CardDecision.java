package io.satang.platform.card;

import java.util.List;
import java.util.Objects;

/** What the rules say of a card that was sent. */
public sealed interface CardDecision {

    /** It may be kept. */
    record Accepted(CardDraft draft) implements CardDecision {
        public Accepted {
            Objects.requireNonNull(draft, "draft");
        }
    }

    /**
     * It may not.
     *
     * @param faults each thing that is wrong with it, as clients are told them; at least one
     */
    record Refused(List<String> faults) implements CardDecision {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
