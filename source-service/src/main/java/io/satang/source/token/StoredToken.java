package io.satang.source.token;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A token as its row keeps it.
 *
 * @param livemode     live or test
 * @param payload      the JSON of the {@code token.created} event
 * @param usedBy       the charge or the customer that has taken it
 * @param heard        what was last heard of its charge, {@code unknown} at first
 * @param createdAt    when it was made
 */
record StoredToken(boolean livemode, String payload, Optional<String> usedBy, String heard, Instant createdAt) {
    static final String UNKNOWN = "unknown";
    private static final String PENDING = "pending";

    StoredToken {
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(usedBy, "usedBy");
        Objects.requireNonNull(heard, "heard");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Whether its card is a customer's. */
    boolean isKept() {
        return usedBy.filter(Taker::isCustomerId).isPresent();
    }

    /** How its charge stands: it is pending from the moment at which it takes the token. */
    String chargeStatus() {
        boolean begun =
                heard.equals(UNKNOWN) && usedBy.filter(Taker::isChargeId).isPresent();
        return begun ? PENDING : heard;
    }
}
