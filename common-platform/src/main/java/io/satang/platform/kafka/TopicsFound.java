package io.satang.platform.kafka;

import java.util.List;

/** What a look at the topics found. */
sealed interface TopicsFound {
    /** All are as they have to be. */
    record Right() implements TopicsFound {}

    /** Some are not. */
    record Wrong(List<String> problems) implements TopicsFound {
        public Wrong {
            problems = List.copyOf(problems);
        }
    }

    /** Kafka did not answer. */
    record Unknown(String reason) implements TopicsFound {}

    /** What these problems, maybe none, come to. */
    static TopicsFound of(List<String> problems) {
        return problems.isEmpty() ? new Right() : new Wrong(problems);
    }

    /** What is wrong; none when nothing is, as far as is known. */
    default List<String> problems() {
        return switch (this) {
            case Right right -> List.of();
            case Wrong wrong -> wrong.problems();
            case Unknown unknown -> List.of();
        };
    }

    /** One line for a reader. */
    default String summary() {
        return switch (this) {
            case Right right -> "topics are as they have to be";
            case Wrong wrong -> "topics are not as they have to be: " + String.join("; ", wrong.problems());
            case Unknown unknown -> "topics not verified yet, Kafka does not answer: " + unknown.reason();
        };
    }
}
