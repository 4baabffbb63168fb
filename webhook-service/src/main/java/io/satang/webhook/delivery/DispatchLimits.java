package io.satang.webhook.delivery;

import io.satang.platform.batching.Pace;
import java.time.Duration;

/**
 * How much one replica takes on. What is beyond waits in the table.
 *
 * @param inFlight           attempts at once
 * @param inFlightPerEndpoint attempts at once to one endpoint
 * @param inFlightPerHost    attempts at once to one host, whatever its endpoints are called
 * @param held               deliveries in memory, waiting, under way or being recorded
 * @param heldBytes          what these take, as {@link Delivery#bytes} counts it
 * @param waitingPerEndpoint new deliveries in memory that wait for one endpoint; half as many from the table find room beside them
 * @param claimed            deliveries that one claim takes
 * @param share              an account takes at most one part in so many of what is free of the attempts and of the memory, so that the more
 *                           is taken the smaller the shares are, and whoever comes next still finds some
 * @param recording          how soon one statement of what became of deliveries follows another; what goes behind one to the same object waits
 *                           for that, and the place that it has in memory
 */
public record DispatchLimits(
        int inFlight,
        int inFlightPerEndpoint,
        int inFlightPerHost,
        int held,
        long heldBytes,
        int waitingPerEndpoint,
        int claimed,
        int share,
        Pace recording) {
    /** What the figures of docs/decisions/0007-webhook-leases.md were measured with. */
    public static final Pace RECORDING = new Pace(7, Duration.ofMillis(20));

    /** 64 MiB at the very most. */
    public static final DispatchLimits DEFAULT =
            new DispatchLimits(1_024, 64, 128, 8_192, 64L * 1024 * 1024, 512, 500, 8, RECORDING);

    /** What a host may have under way, and an endpoint waiting, that has not answered lately. */
    static final int SUSPECT = 2;

    public DispatchLimits {
        if (inFlight < 1 || inFlightPerEndpoint < 1 || inFlightPerHost < 1 || held < 1 || heldBytes < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
        if (waitingPerEndpoint < 1 || claimed < 1 || share < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** Of the attempts and of the memory: hosts that are not known to answer take no more together, however many they are. */
    static long untrustedPart(long limit) {
        return Math.max(1, limit / 2);
    }

    /** How many may wait for an endpoint, those that were claimed from the table included. */
    int waitingOfClaimsPerEndpoint() {
        return waitingPerEndpoint + Math.max(1, waitingPerEndpoint / 2);
    }

    /** How much an account may have of a limit of which so much is taken by all. */
    long shareOf(long limit, long taken) {
        return Math.max(1, (limit - taken) / share);
    }
}
