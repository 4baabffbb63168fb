package io.satang.charge.provider.simulator;

import io.satang.charge.provider.ProviderAnswer;
import java.time.Duration;

/** How the simulator answers once it has done its work, or has not. */
sealed interface Conduct {
    /** At once. */
    record Answers(ProviderAnswer answer) implements Conduct {}

    /** At once, and again a moment later. */
    record AnswersTwice(ProviderAnswer answer) implements Conduct {}

    /** After a while, when nobody waits any more. */
    record AnswersLater(ProviderAnswer answer, Duration delay) implements Conduct {}

    /** Not at all. */
    record NeverAnswers() implements Conduct {}
}
