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
 * @param chargeStatus how its charge stands
 * @param createdAt    when it was made
 */
record StoredToken(boolean livemode, String payload, Optional<String> usedBy, String chargeStatus, Instant createdAt) {
    StoredToken {
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(usedBy, "usedBy");
        Objects.requireNonNull(chargeStatus, "chargeStatus");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Whether its card is a customer's. */
    boolean isKept() {
        return usedBy.filter(taker -> taker.startsWith(Taker.CUSTOMER_PREFIX)).isPresent();
    }
}
