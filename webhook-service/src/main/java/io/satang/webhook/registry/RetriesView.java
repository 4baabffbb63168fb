package io.satang.webhook.registry;

import io.satang.webhook.delivery.RetryPolicy;
import io.satang.webhook.delivery.RetrySchedule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How an endpoint's failed attempts are repeated; pauses in seconds, by numbers or as they are listed. */
record RetriesView(
        int attempts,
        OptionalLong firstPause,
        OptionalLong longestPause,
        OptionalDouble factor,
        Optional<List<Long>> schedule,
        double jitter,
        boolean clientErrorsFinal) {

    static RetriesView of(RetryPolicy policy) {
        return switch (policy.schedule()) {
            case RetrySchedule.Exponential(int attempts, var first, var longest, double factor, double spread) ->
                new RetriesView(
                        attempts,
                        OptionalLong.of(first.toSeconds()),
                        OptionalLong.of(longest.toSeconds()),
                        OptionalDouble.of(factor),
                        Optional.empty(),
                        spread,
                        policy.clientErrorsFinal());
            case RetrySchedule.Listed listed ->
                new RetriesView(
                        listed.attemptsMax(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        Optional.of(listed.pauses().stream()
                                .map(Duration::toSeconds)
                                .toList()),
                        listed.spread(),
                        policy.clientErrorsFinal());
        };
    }
}
