package io.satang.webhook.delivery;

import java.util.Arrays;
import java.util.Optional;

/** How an endpoint stands. Metrics are told apart by it and never by the endpoint, of which there may be very many. */
public enum EndpointClass {
    /** It has not failed lately. */
    HEALTHY("healthy"),
    /** Its last attempts have failed, fewer than it takes to leave it alone. */
    UNSTEADY("unsteady"),
    /** It only fails, and is asked from time to time. */
    FAILING("failing"),
    /** Its merchant wants nothing sent for now. */
    PAUSED("paused"),
    /** It gets nothing until it is resumed. */
    DISABLED("disabled"),
    /** No endpoint: an address that was named with an object, of which nothing is known. */
    ADDRESS("address");

    private final String label;

    EndpointClass(String label) {
        this.label = label;
    }

    /** As metrics and queries call it. */
    public String label() {
        return label;
    }

    static Optional<EndpointClass> of(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }
}
