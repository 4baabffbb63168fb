package io.satang.webhook.registry;

import io.satang.webhook.delivery.RetryPolicy;
import io.satang.webhook.delivery.RetrySchedule;

/** How an endpoint's failed attempts are repeated; pauses in seconds. */
record RetriesView(
        int attempts, long firstPause, long longestPause, double factor, double jitter, boolean clientErrorsFinal) {

    static RetriesView of(RetryPolicy policy) {
        RetrySchedule schedule = policy.schedule();
        return new RetriesView(
                schedule.attemptsMax(),
                schedule.firstPause().toSeconds(),
                schedule.longestPause().toSeconds(),
                schedule.factor(),
                schedule.spread(),
                policy.clientErrorsFinal());
    }
}
