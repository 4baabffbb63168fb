package io.satang.source.status;

import java.util.Arrays;
import java.util.Optional;

/** How the charge of a source stands (reference omise-api §8.7); a source that was never charged is {@code unknown}. */
public enum ChargeStatus {
    PENDING("pending"),
    SUCCESSFUL("successful"),
    FAILED("failed"),
    EXPIRED("expired"),
    REVERSED("reversed");

    private final String wireName;

    ChargeStatus(String wireName) {
        this.wireName = wireName;
    }

    /** As charges and sources spell it. */
    public String wireName() {
        return wireName;
    }

    static Optional<ChargeStatus> of(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName.equals(wireName))
                .findFirst();
    }
}
