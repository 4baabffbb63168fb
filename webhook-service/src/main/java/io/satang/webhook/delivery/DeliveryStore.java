package io.satang.webhook.delivery;

import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.event.MerchantEvent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** New events, deliveries that are not finished, and the attempts that were made. */
public interface DeliveryStore {

    /**
     * Keeps events that are not known yet, each with its deliveries, in one transaction; an event that is known is left as it is. Answers
     * the ids of those that were new. Fails with {@link UnstorableException} when it is the content that cannot be kept, so that trying again
     * is of no use.
     *
     * @param events     each id once
     * @param deliveries deliveries of these events
     */
    Uni<Set<String>> add(List<MerchantEvent> events, List<Opened> deliveries);

    /**
     * Leases deliveries that are due or whose lease has ended, as {@link DeliveryRules#claim} says; the oldest of each endpoint first. Two
     * callers are never given the same one, in all replicas together.
     */
    Uni<List<Claimed>> claim(ClaimRequest request);

    /**
     * Keeps attempts and moves their deliveries on, as {@link DeliveryRules#decide} says: a success ends the delivery whatever its state, a
     * failure is ignored unless its lease is still the last one. Recording an attempt twice changes nothing.
     */
    Uni<Void> record(List<Attempt> attempts);

    /** What waits now. */
    Uni<Backlog> backlog(Instant now);

    /**
     * What a replica has room for.
     *
     * @param now         the time of the claim
     * @param until       when the leases end
     * @param busy        endpoints that have enough to do here already
     * @param perEndpoint how many of one endpoint at the most
     * @param total       how many at the most
     */
    record ClaimRequest(Instant now, Instant until, Set<Endpoint> busy, int perEndpoint, int total) {
        public ClaimRequest {
            Objects.requireNonNull(now, "now");
            Objects.requireNonNull(until, "until");
            busy = Set.copyOf(busy);
        }
    }

    /**
     * How much waits.
     *
     * @param pending          deliveries that are neither delivered nor given up
     * @param oldestDueSeconds for how long the oldest one that could be worked on has been waiting; 0 when there is none
     */
    record Backlog(long pending, double oldestDueSeconds) {
        /** Nothing waits. */
        public static final Backlog EMPTY = new Backlog(0, 0);
    }
}
