package io.satang.source.card;

import io.satang.events.CardFailure;
import io.satang.platform.card.CardNumber;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The cards of the documentation, and what each does in test mode when it is charged. */
public final class TestCards {
    private final Map<String, Optional<CardFailure>> byNumber;

    TestCards(Map<String, Optional<CardFailure>> byNumber) {
        this.byNumber = Map.copyOf(byNumber);
    }

    /** What the card does instead of paying; empty when it pays, as cards do that are not listed. */
    public Optional<CardFailure> failure(CardNumber number) {
        return byNumber.getOrDefault(number.digits(), Optional.empty());
    }

    /** The numbers of all of them. */
    public Set<String> numbers() {
        return byNumber.keySet();
    }
}
