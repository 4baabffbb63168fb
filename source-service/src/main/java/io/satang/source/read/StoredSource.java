package io.satang.source.read;

import java.util.Objects;

/**
 * A source as its row keeps it.
 *
 * @param payload      the JSON of the {@code source.created} event
 * @param chargeStatus how its charge stands now
 */
record StoredSource(String payload, String chargeStatus) {
    StoredSource {
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(chargeStatus, "chargeStatus");
    }

    /** Whether no charge of it has been heard of. */
    boolean isUncharged() {
        return chargeStatus.equals("unknown");
    }
}
