package io.satang.webhook.registry;

import io.satang.platform.json.StoredJson;
import io.satang.webhook.delivery.RetryPolicy;
import io.satang.webhook.delivery.RetrySchedule;
import java.time.Duration;

/** How an endpoint's failed attempts are repeated, as it is stored. */
record StoredRetries(
        int attempts, long firstPause, long longestPause, double factor, double jitter, boolean clientErrorsFinal) {

    static String write(RetryPolicy policy) {
        RetrySchedule schedule = policy.schedule();
        return StoredJson.write(new StoredRetries(
                schedule.attemptsMax(),
                schedule.firstPause().toSeconds(),
                schedule.longestPause().toSeconds(),
                schedule.factor(),
                schedule.spread(),
                policy.clientErrorsFinal()));
    }

    static RetryPolicy read(String json) {
        StoredRetries stored = StoredJson.read(json, StoredRetries.class, "retries of an endpoint");
        RetrySchedule schedule = new RetrySchedule(
                stored.attempts(),
                Duration.ofSeconds(stored.firstPause()),
                Duration.ofSeconds(stored.longestPause()),
                stored.factor(),
                stored.jitter());
        return new RetryPolicy(schedule, stored.clientErrorsFinal());
    }
}
