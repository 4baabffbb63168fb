package io.satang.webhook.delivery;

import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.AttemptOutcome.Unanswered;
import java.util.Objects;
import java.util.Set;

/**
 * Which failed attempts are repeated, and when.
 *
 * @param clientErrorsFinal whether a 4xx ends a delivery, but for those that ask for another attempt
 */
public record RetryPolicy(RetrySchedule schedule, boolean clientErrorsFinal) {
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    /** Request Timeout, Too Early, Too Many Requests. */
    private static final Set<Integer> ASK_AGAIN = Set.of(408, 425, 429);

    public RetryPolicy {
        Objects.requireNonNull(schedule, "schedule");
    }

    /** Whether another attempt may follow so many, of which the last has ended like this. */
    boolean allowsAnother(int attemptsMade, AttemptOutcome outcome) {
        return schedule.allowsAnother(attemptsMade) && !outcome.gone() && !isFinal(outcome);
    }

    private boolean isFinal(AttemptOutcome outcome) {
        return switch (outcome) {
            case Answered answered ->
                clientErrorsFinal
                        && answered.status() >= CLIENT_ERROR
                        && answered.status() < SERVER_ERROR
                        && !ASK_AGAIN.contains(answered.status());
            case Unanswered unused -> false;
        };
    }
}
