package io.satang.load;

import java.time.Duration;

/**
 * How webhooks are measured.
 *
 * @param events    of each measurement of deliveries/s
 * @param endpoints of the measurements with many
 * @param pending   undelivered events for dead endpoints
 * @param paced     how long each measurement of time takes
 */
record WebhookPlan(int events, int endpoints, int pending, Duration paced) {
    private static final int ENDPOINTS_MAX = 10_000;

    WebhookPlan {
        if (events < 1 || endpoints < 1 || endpoints > ENDPOINTS_MAX || pending < 0 || !paced.isPositive()) {
            throw new IllegalArgumentException(
                    "--events, --endpoints and --seconds are more than 0, --pending is not less, and --endpoints not more than "
                            + ENDPOINTS_MAX);
        }
    }
}
