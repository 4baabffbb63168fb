package io.satang.webhook.delivery;

/**
 * How much one replica takes on. What is beyond waits in the table.
 *
 * @param inFlight           attempts at once
 * @param inFlightPerEndpoint attempts at once to one endpoint, so that a hanging one leaves room for the others
 * @param held               deliveries in memory, waiting, under way or being recorded
 * @param waitingPerEndpoint deliveries in memory that wait for one endpoint
 * @param claimed            deliveries that one sweep claims
 */
public record DispatchLimits(int inFlight, int inFlightPerEndpoint, int held, int waitingPerEndpoint, int claimed) {
    /** Some 50 MB at the very most, and 16 hanging endpoints before anybody else has to wait. */
    public static final DispatchLimits DEFAULT = new DispatchLimits(512, 32, 8_192, 2_048, 500);

    public DispatchLimits {
        if (inFlight < 1 || inFlightPerEndpoint < 1 || held < 1 || waitingPerEndpoint < 1 || claimed < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
