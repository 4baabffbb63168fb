package io.satang.webhook.event;

import java.util.Arrays;
import java.util.Optional;

/** How a delivery stands, as merchants are told; exactly one holds. */
public enum DeliveryStatus {
    /** To be attempted for the first time. */
    PENDING("pending"),
    /** The last attempt has failed, and there will be another. */
    FAILED("failed"),
    /** Given up: the last attempt that the schedule allows has failed. */
    EXHAUSTED("exhausted"),
    /** The endpoint has taken it. */
    DELIVERED("delivered"),
    /** It was taken back before the endpoint took it, as its endpoint is no more. */
    WITHDRAWN("withdrawn");

    private final String text;

    DeliveryStatus(String text) {
        this.text = text;
    }

    /** As merchants read it. */
    public String text() {
        return text;
    }

    /** Whether the endpoint is still to take it. */
    public boolean isUndelivered() {
        return switch (this) {
            case PENDING, FAILED, EXHAUSTED -> true;
            case DELIVERED, WITHDRAWN -> false;
        };
    }

    /** The status of this name that a delivery which is not delivered may have; empty when there is none. */
    public static Optional<DeliveryStatus> undelivered(String text) {
        return Arrays.stream(values())
                .filter(DeliveryStatus::isUndelivered)
                .filter(status -> status.text.equals(text))
                .findFirst();
    }

    /**
     * How the row of a delivery stands.
     *
     * @param givenUp  whether nothing more will be attempted
     * @param attempts how many attempts have failed
     */
    public static DeliveryStatus of(boolean givenUp, int attempts) {
        if (givenUp) {
            return EXHAUSTED;
        }
        return attempts == 0 ? PENDING : FAILED;
    }
}
