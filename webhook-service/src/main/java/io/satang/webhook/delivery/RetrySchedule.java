package io.satang.webhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When a failed delivery is tried again. Each pause is moved by a random part of itself, so that deliveries that failed together do not come back
 * together.
 */
public sealed interface RetrySchedule {
    /** No endpoint's own wish makes a pause longer. */
    Duration ASKED_MAX = Duration.ofDays(1);

    /** How many attempts there are at the most, the first one included. */
    int attemptsMax();

    /** How far a pause is moved either way, as a part of it: 0.2 for ±20 %. */
    double spread();

    /** The pause after so many attempts, at least 1, before it is moved. */
    Duration plannedAfter(int attemptsMade);

    /** Whether another attempt may follow so many. */
    default boolean allowsAnother(int attemptsMade) {
        return attemptsMade < attemptsMax();
    }

    /**
     * The pause after so many attempts.
     *
     * @param attemptsMade at least 1
     * @param jitter       where in the spread, from 0 (shortest) to below 1
     */
    default Duration pauseAfter(int attemptsMade, double jitter) {
        double planned = (double) plannedAfter(attemptsMade).toMillis();
        return Duration.ofMillis(Math.round(planned * (1 - spread() + 2 * spread() * jitter)));
    }

    /** The same, unless the endpoint has asked for more: never less than is planned, nor more than {@link #ASKED_MAX} for its sake. */
    default Duration pauseAfter(int attemptsMade, double jitter, Optional<Duration> asked) {
        Duration planned = pauseAfter(attemptsMade, jitter);
        Duration wanted = asked.filter(pause -> pause.compareTo(ASKED_MAX) < 0)
                .orElse(asked.isPresent() ? ASKED_MAX : Duration.ZERO);
        return wanted.compareTo(planned) > 0 ? wanted : planned;
    }

    /** How long the attempts take that are left, the next after so many being due, without the time that endpoints take. */
    default Duration spanAfter(int attemptsMade) {
        return IntStream.range(attemptsMade + 1, attemptsMax())
                .mapToObj(this::plannedAfter)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Exponential back-off with a ceiling.
     *
     * @param firstPause   between the first attempt and the second
     * @param longestPause no pause is longer, before it is moved
     * @param factor       how much longer each pause is than the one before
     */
    record Exponential(int attemptsMax, Duration firstPause, Duration longestPause, double factor, double spread)
            implements RetrySchedule {
        /** 28 attempts over seven days and ten hours; nearly six days when every pause happens to be moved forward. */
        public static final Exponential DEFAULT =
                new Exponential(28, Duration.ofSeconds(5), Duration.ofHours(12), 2, 0.2);

        public Exponential {
            Objects.requireNonNull(firstPause, "firstPause");
            Objects.requireNonNull(longestPause, "longestPause");
            if (attemptsMax < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
                throw new IllegalArgumentException("attempts and pauses must be positive and ordered");
            }
            if (!(factor >= 1) || !(spread >= 0 && spread < 1)) {
                throw new IllegalArgumentException("factor must be at least 1 and spread within [0, 1)");
            }
        }

        @Override
        public Duration plannedAfter(int attemptsMade) {
            double planned = firstPause.toMillis() * Math.pow(factor, attemptsMade - 1);
            return Duration.ofMillis((long) Math.min(planned, (double) longestPause.toMillis()));
        }
    }

    /**
     * Pauses as they are listed.
     *
     * @param pauses one after each attempt but the last
     */
    record Listed(List<Duration> pauses, double spread) implements RetrySchedule {
        public Listed {
            pauses = List.copyOf(pauses);
            if (pauses.isEmpty() || pauses.stream().anyMatch(Duration::isNegative)) {
                throw new IllegalArgumentException("there must be pauses, and none may be negative");
            }
            if (!(spread >= 0 && spread < 1)) {
                throw new IllegalArgumentException("spread must be within [0, 1)");
            }
        }

        @Override
        public int attemptsMax() {
            return pauses.size() + 1;
        }

        @Override
        public Duration plannedAfter(int attemptsMade) {
            return pauses.get(Math.min(attemptsMade, pauses.size()) - 1);
        }
    }
}
