package io.satang.webhook.registry;

import io.satang.platform.json.StoredJson;
import io.satang.webhook.delivery.RetryPolicy;
import io.satang.webhook.delivery.RetrySchedule;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How an endpoint's failed attempts are repeated, as it is stored; pauses in seconds.
 *
 * @param schedule the pauses, if they are listed. The release before knows nothing of it, and goes by the numbers, which come near
 */
record StoredRetries(
        int attempts,
        long firstPause,
        long longestPause,
        double factor,
        double jitter,
        boolean clientErrorsFinal,
        Optional<List<Long>> schedule) {

    static String write(RetryPolicy policy) {
        return StoredJson.write(of(policy));
    }

    static RetryPolicy read(String json) {
        StoredRetries stored = StoredJson.read(json, StoredRetries.class, "retries of an endpoint");
        return new RetryPolicy(stored.toSchedule(), stored.clientErrorsFinal());
    }

    private static StoredRetries of(RetryPolicy policy) {
        boolean isFinal = policy.clientErrorsFinal();
        return switch (policy.schedule()) {
            case RetrySchedule.Exponential(int attempts, var first, var longest, double factor, double spread) ->
                new StoredRetries(
                        attempts, first.toSeconds(), longest.toSeconds(), factor, spread, isFinal, Optional.empty());
            case RetrySchedule.Listed(List<Duration> pauses, double spread) -> {
                List<Long> seconds = pauses.stream().map(Duration::toSeconds).toList();
                yield new StoredRetries(
                        pauses.size() + 1,
                        seconds.getFirst(),
                        Collections.max(seconds),
                        1,
                        spread,
                        isFinal,
                        Optional.of(seconds));
            }
        };
    }

    private RetrySchedule toSchedule() {
        return schedule.<RetrySchedule>map(seconds -> new RetrySchedule.Listed(
                        seconds.stream().map(Duration::ofSeconds).toList(), jitter))
                .orElseGet(() -> new RetrySchedule.Exponential(
                        attempts, Duration.ofSeconds(firstPause), Duration.ofSeconds(longestPause), factor, jitter));
    }
}
