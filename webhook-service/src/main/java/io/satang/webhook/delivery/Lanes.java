package io.satang.webhook.delivery;

import io.satang.webhook.endpoint.Endpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Claimed deliveries, a lane for each endpoint. Lanes take turns, and each has only so many attempts under way. Not safe for use by several
 * threads.
 */
final class Lanes {
    private final DispatchLimits limits;
    private final Map<Endpoint, Lane> lanes = new HashMap<>();
    // Lanes with something to start and room for it, each once, in the order of their turns.
    private final Queue<Lane> ready = new ArrayDeque<>();
    private int inFlight;
    private int held;

    private static final class Lane {
        final Endpoint endpoint;
        final Queue<Claimed> waiting = new ArrayDeque<>();
        int inFlight;
        boolean ready;

        Lane(Endpoint endpoint) {
            this.endpoint = endpoint;
        }
    }

    /** What could still be taken; counts down as it is asked. */
    final class Room {
        private final Map<Endpoint, Integer> takenByEndpoint = new HashMap<>();
        private int taken;

        /** Whether one more delivery to this endpoint may be taken; if so, it is counted. */
        boolean take(Endpoint endpoint) {
            int takenHere = takenByEndpoint.getOrDefault(endpoint, 0);
            if (held + taken >= limits.held() || waiting(endpoint) + takenHere >= limits.waitingPerEndpoint()) {
                return false;
            }
            taken++;
            takenByEndpoint.put(endpoint, takenHere + 1);
            return true;
        }
    }

    Lanes(DispatchLimits limits) {
        this.limits = limits;
    }

    Room room() {
        return new Room();
    }

    /** How many more deliveries may be held. */
    int roomForClaims() {
        return Math.min(limits.claimed(), limits.held() - held);
    }

    /** Endpoints with more to do than can be started now. */
    Set<Endpoint> busy() {
        return lanes.values().stream()
                .filter(lane -> !lane.waiting.isEmpty() || lane.inFlight >= limits.inFlightPerEndpoint())
                .map(lane -> lane.endpoint)
                .collect(Collectors.toUnmodifiableSet());
    }

    int inFlight() {
        return inFlight;
    }

    int held() {
        return held;
    }

    void add(Claimed claimed) {
        Lane lane = lanes.computeIfAbsent(claimed.delivery().endpoint(), Lane::new);
        lane.waiting.add(claimed);
        held++;
        queueIfReady(lane);
    }

    /** Takes what may start now; each has to be given back to {@link #ended}. */
    List<Claimed> start() {
        List<Claimed> started = new ArrayList<>();
        while (inFlight < limits.inFlight() && !ready.isEmpty()) {
            Lane lane = ready.remove();
            lane.ready = false;
            started.add(lane.waiting.remove());
            lane.inFlight++;
            inFlight++;
            queueIfReady(lane);
        }
        return started;
    }

    /** The attempt is over. Answers whether nothing waits for this endpoint here any more. */
    boolean ended(Claimed claimed) {
        Lane lane = lanes.get(claimed.delivery().endpoint());
        lane.inFlight--;
        inFlight--;
        if (lane.inFlight == 0 && lane.waiting.isEmpty()) {
            lanes.remove(lane.endpoint);
        }
        queueIfReady(lane);
        return lane.waiting.isEmpty();
    }

    /** The delivery need not be held in memory any more. */
    void forgotten() {
        held--;
    }

    private int waiting(Endpoint endpoint) {
        Lane lane = lanes.get(endpoint);
        return lane == null ? 0 : lane.waiting.size();
    }

    private void queueIfReady(Lane lane) {
        if (!lane.ready && !lane.waiting.isEmpty() && lane.inFlight < limits.inFlightPerEndpoint()) {
            lane.ready = true;
            ready.add(lane);
        }
    }
}
