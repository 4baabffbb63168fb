package io.satang.webhook.delivery;

import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.event.MerchantEvent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** New events, deliveries that are not finished, and the attempts that were made. */
public interface DeliveryStore {

    /**
     * Keeps events that are not known yet, each with its deliveries, in one transaction; an event that is known is left as it is. Answers
     * the deliveries that are the caller's to start, if it has leased them: the new ones, and those that an earlier call of this replica
     * had leased and nobody has attempted, as that call's answer may have been lost. Fails with {@link UnstorableException} when it is the content that cannot be kept, so that trying again
     * is of no use.
     *
     * @param events     each id once
     * @param deliveries deliveries of these events
     */
    Uni<Set<DeliveryId>> add(List<MerchantEvent> events, List<NewDelivery> deliveries);

    /**
     * Leases deliveries that are due or whose lease has ended, as {@link DeliveryRules#claim} says: accounts take turns, within an account
     * its endpoints, and the oldest of each endpoint goes first. Two callers are never given the same one, in all replicas together.
     */
    Uni<List<Claimed>> claim(ClaimRequest request);

    /**
     * Keeps attempts and moves their deliveries on, as {@link DeliveryRules#decide} says: a success ends the delivery whatever its state, a
     * failure is ignored unless its lease is still the last one. Recording an attempt twice changes nothing.
     */
    Uni<Void> record(List<Attempt> attempts);

    /**
     * Gives leases back before an attempt, as {@link DeliveryRules#postpone} says; a lease that is not the last one any more stays as it is.
     * What is for an endpoint that is no more is taken back.
     *
     * @param postponements each delivery once
     */
    Uni<Void> postpone(List<Postponement> postponements);

    /** What waits now. */
    Uni<Backlog> backlog();

    /**
     * What a replica has room for. Whether something is due is for the table's clock to say; from the replica's own only the length of a
     * lease is taken, so that none that is ahead takes another's.
     *
     * @param now        the time of the claim
     * @param until      when the leases end
     * @param full       for whom there is no room
     * @param perEndpoint how many of each of these endpoints at the most, by their texts; {@value #FEW} of any other
     * @param perAccount how many of one account at the most
     * @param total      how many at the most
     * @param bytes      how large their events' objects may be together
     */
    record ClaimRequest(
            Instant now,
            Instant until,
            Full full,
            Map<String, Integer> perEndpoint,
            int perAccount,
            int total,
            long bytes) {
        /** Of an endpoint of which nothing else is known. */
        static final int FEW = 32;

        public ClaimRequest {
            Objects.requireNonNull(now, "now");
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(full, "full");
            perEndpoint = Map.copyOf(perEndpoint);
        }

        /** How many of this endpoint at the most. */
        public int mostOf(Endpoint endpoint) {
            int most = perEndpoint.getOrDefault(endpoint.text(), FEW);
            return Math.min(most, Math.min(perAccount, total));
        }
    }

    /**
     * Whose deliveries should stay in the table for now.
     *
     * @param accounts  their ids
     * @param hosts     as in {@link Endpoint#spelledOrigin}
     * @param endpoints their texts
     */
    record Full(Set<String> accounts, Set<String> hosts, Set<String> endpoints) {
        public Full {
            accounts = Set.copyOf(accounts);
            hosts = Set.copyOf(hosts);
            endpoints = Set.copyOf(endpoints);
        }

        /** Whether nothing of this account should be claimed for this endpoint. */
        public boolean contains(String accountId, Endpoint endpoint) {
            return accounts.contains(accountId)
                    || hosts.contains(endpoint.spelledOrigin())
                    || endpoints.contains(endpoint.text());
        }
    }

    /**
     * How much waits.
     *
     * @param pending          about how many deliveries are not delivered, those that were given up included
     * @param oldestDueSeconds for how long the oldest one that could be worked on has been waiting; 0 when there is none
     */
    record Backlog(long pending, double oldestDueSeconds) {
        /** Nothing waits. */
        public static final Backlog EMPTY = new Backlog(0, 0);
    }
}
