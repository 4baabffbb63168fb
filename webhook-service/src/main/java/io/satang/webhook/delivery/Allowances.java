package io.satang.webhook.delivery;

import io.satang.webhook.delivery.Lane.Host;
import java.time.Duration;
import java.util.Optional;

/** How much each endpoint and host may have under way and waiting, by what is thought of it. Not safe for use by several threads. */
final class Allowances {
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final DispatchLimits limits;
    private final Standings standings = new Standings();

    Allowances(DispatchLimits limits) {
        this.limits = limits;
    }

    /** An attempt at the lane's endpoint says this of it. */
    void heard(Lane lane, Standing standing) {
        standings.record(lane.host.name, standing);
        standings.record(lane.account.id, standing);
    }

    boolean isTrusted(Lane lane) {
        return standings.isTrusted(lane.host.name) && !standings.isSuspect(lane.account.id);
    }

    boolean isTrusted(Delivery delivery) {
        return standings.isTrusted(delivery.endpoint().origin())
                && !standings.isSuspect(delivery.event().accountId());
    }

    /** How many attempts at the host may be under way. */
    int inFlightMax(Host host) {
        return standings.isSuspect(host.name) ? DispatchLimits.SUSPECT : limits.inFlightPerHost();
    }

    /** Whether the endpoint soon has room again. There is no use in waiting for one that has nearly nothing to do, or that is slow to do it. */
    boolean keepsPace(Lane lane) {
        return !lane.behind
                && isTrusted(lane)
                && lane.answerTime.isQuick()
                && lane.waiting.size() >= limits.inFlightPerEndpoint();
    }

    /** How many more may be claimed for the endpoint: some, when what is new has taken all that it may, or these would wait for ever. */
    int claimsMax(Lane lane) {
        return Math.max(0, waitingMax(lane) - lane.waiting.size());
    }

    /**
     * How many new deliveries may wait for the endpoint of this one.
     *
     * @param lane the endpoint's, if it has one
     */
    int newWaitingMax(Delivery delivery, Optional<Lane> lane) {
        if (standings.isSuspect(delivery.endpoint().origin())) {
            return DispatchLimits.SUSPECT;
        }
        int ofLane = lane.filter(this::isTrusted).map(this::waitingMax).orElse(Integer.MAX_VALUE);
        return Math.min(limits.waitingPerEndpoint(), ofLane - ofLane / 3);
    }

    // What would not be started long before its lease ends is better off in the table.
    private int waitingMax(Lane lane) {
        if (standings.isSuspect(lane.host.name)) {
            return DispatchLimits.SUSPECT;
        }
        if (!isTrusted(lane)) {
            return limits.inFlightPerEndpoint();
        }
        long started = (long) limits.inFlightPerEndpoint() * lane.answerTime.attemptsIn(WAIT_MAX);
        return (int) Math.max(limits.inFlightPerEndpoint(), Math.min(started, limits.waitingOfClaimsPerEndpoint()));
    }
}
