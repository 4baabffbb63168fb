package io.satang.webhook.registry;

/** What endpoints want to have sent beside our own headers, as it is stored. */
public final class EndpointHeaders {
    private EndpointHeaders() {}

    /** What an endpoint's headers are sealed as. */
    public static String owner(String endpointId) {
        return "headers of endpoint\0" + endpointId;
    }
}
