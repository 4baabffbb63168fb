package io.satang.webhook.event;

import java.util.List;

/** What the status of a delivery is in the table {@code deliveries}. */
public final class DeliverySql {
    private DeliverySql() {}

    /**
     * Conditions that find an account's deliveries of this status, the account being {@code $1}: one for each index in which they are. What
     * has not been attempted waits in its account's queue, for its endpoint to be enabled again or its host to answer, or for its turn.
     */
    public static List<String> standing(DeliveryStatus status) {
        return switch (status) {
            case PENDING ->
                List.of(
                        "queue = $1 AND attempts = 0",
                        "wake_at = 'infinity' AND attempts = 0 AND endpoint_id IN (SELECT id FROM endpoints WHERE account_id = $1)",
                        "silent_host > $1 || ' ' AND silent_host < $1 || '!' AND attempts = 0",
                        "behind IS NOT NULL AND attempts = 0 AND endpoint_id IN (SELECT id FROM endpoints WHERE account_id = $1)");
            case FAILED -> List.of("account_id = $1 AND (wake_at IS NULL) = false AND attempts > 0");
            case EXHAUSTED -> List.of("account_id = $1 AND (wake_at IS NULL) = true");
            case DELIVERED, WITHDRAWN -> throw new IllegalArgumentException(status + " is no longer kept");
        };
    }

    /** The condition that one delivery is of this status. */
    static String isStanding(DeliveryStatus status) {
        return switch (status) {
            case PENDING -> "wake_at IS NOT NULL AND attempts = 0";
            case FAILED -> "wake_at IS NOT NULL AND attempts > 0";
            case EXHAUSTED -> "wake_at IS NULL";
            case DELIVERED, WITHDRAWN -> throw new IllegalArgumentException(status + " is no longer kept");
        };
    }
}
