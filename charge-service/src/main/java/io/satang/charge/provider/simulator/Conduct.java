package io.satang.charge.provider.simulator;

import io.satang.charge.provider.ProviderAnswer;
import java.time.Duration;

/** How the simulator answers once it has done its work, or has not. */
sealed interface Conduct {
    /**
     * At once.
     *
     * @param first whether the work was done for this very call
     */
    record Answers(ProviderAnswer answer, boolean first) implements Conduct {}

    /**
     * At once, and again a moment later.
     *
     * @param first whether the work was done for this very call
     */
    record AnswersTwice(ProviderAnswer answer, boolean first) implements Conduct {}

    /** After a while, when nobody waits any more. */
    record AnswersLater(ProviderAnswer answer, Duration delay) implements Conduct {}

    /** Not at all. */
    record NeverAnswers() implements Conduct {}
}
