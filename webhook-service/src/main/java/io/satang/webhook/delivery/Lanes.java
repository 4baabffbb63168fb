package io.satang.webhook.delivery;

import io.satang.webhook.delivery.DeliveryStore.Full;
import io.satang.webhook.delivery.Lane.Account;
import io.satang.webhook.delivery.Lane.Host;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Claimed deliveries: accounts take turns, and within an account its endpoints. Accounts, hosts and endpoints each have only so many
 * attempts under way, and those that are not known to answer share a part of the whole, so that nobody waits for another's dead server. Not safe for
 * use by several threads.
 */
final class Lanes {
    private final DispatchLimits limits;
    private final Standings standings = new Standings();
    private final Map<Lane.Key, Lane> lanes = new HashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Host> hosts = new HashMap<>();
    // Accounts with a lane that may start something, each once.
    private final Queue<Account> ready = new ArrayDeque<>();
    private final Queue<Lane> blockedUntrusted = new ArrayDeque<>();
    private int inFlight;
    private int untrustedInFlight;
    private int held;
    private long heldBytes;

    /** What could still be taken; counts down as it is asked. */
    final class Room {
        private final Map<Lane.Key, Integer> takenByLane = new HashMap<>();
        private final Map<String, Account> takenByAccount = new HashMap<>();
        private int taken;
        private long takenBytes;

        /** Whether one more delivery may be taken; if so, it is counted. */
        boolean take(Delivery delivery) {
            Lane.Key key = Lane.Key.of(delivery);
            Account here = takenByAccount.computeIfAbsent(key.accountId(), Account::new);
            int waiting = waiting(key) + takenByLane.getOrDefault(key, 0);
            if (waiting >= waitingMax(delivery) || !fits(delivery, here)) {
                return false;
            }
            taken++;
            takenBytes += delivery.bytes();
            here.held++;
            here.heldBytes += delivery.bytes();
            takenByLane.merge(key, 1, Integer::sum);
            return true;
        }

        private boolean fits(Delivery delivery, Account here) {
            Account before = accounts.getOrDefault(here.id, here);
            int own = here.held + (before == here ? 0 : before.held);
            long ownBytes = here.heldBytes + (before == here ? 0 : before.heldBytes);
            int all = held + taken;
            long allBytes = heldBytes + takenBytes + delivery.bytes();
            long heldMax = isTrusted(delivery) ? limits.held() : DispatchLimits.untrustedPart(limits.held());
            return all < heldMax
                    && allBytes <= limits.heldBytes()
                    && own < limits.shareOf(limits.held(), all)
                    && (own == 0 || ownBytes < limits.shareOf(limits.heldBytes(), allBytes));
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

    /** How large the objects of more events may be. */
    long roomBytes() {
        return (limits.heldBytes() - heldBytes) / Delivery.BYTES_PER_CHAR;
    }

    /** How many deliveries one account may claim now. */
    int shareForClaims() {
        return (int) Math.min(limits.claimed(), limits.shareOf(limits.held(), held));
    }

    /** For whom nothing should be claimed, as enough is here already. */
    Full full() {
        Set<String> endpoints = lanes.values().stream()
                .filter(this::isFull)
                .map(lane -> lane.endpoint.text())
                .collect(Collectors.toUnmodifiableSet());
        Set<String> fullAccounts = accounts.values().stream()
                .filter(account -> account.held >= limits.shareOf(limits.held(), held))
                .map(account -> account.id)
                .collect(Collectors.toUnmodifiableSet());
        Set<String> fullHosts = hosts.values().stream()
                .flatMap(host -> host.blocked.stream())
                .map(lane -> lane.endpoint.spelledOrigin())
                .collect(Collectors.toUnmodifiableSet());
        return new Full(fullAccounts, fullHosts, endpoints);
    }

    int inFlight() {
        return inFlight;
    }

    int held() {
        return held;
    }

    long heldBytes() {
        return heldBytes;
    }

    void add(Claimed claimed) {
        Delivery delivery = claimed.delivery();
        Lane lane = lanes.computeIfAbsent(Lane.Key.of(delivery), this::open);
        lane.waiting.add(claimed);
        lane.account.held++;
        lane.account.heldBytes += delivery.bytes();
        held++;
        heldBytes += delivery.bytes();
        queue(lane);
    }

    /** Takes what may start now; each has to be given back to {@link #ended}. */
    List<Claimed> start() {
        List<Claimed> started = new ArrayList<>();
        while (inFlight < limits.inFlight() && !ready.isEmpty()) {
            Account account = ready.remove();
            account.queued = false;
            // One that has its share is queued again when one of its attempts ends.
            if (account.inFlight < limits.shareOf(limits.inFlight(), inFlight)) {
                Lane lane = account.ready.remove();
                if (mayStart(lane)) {
                    started.add(start(lane));
                }
                queue(account);
            }
        }
        return started;
    }

    /**
     * The attempt is over.
     *
     * @param standing what is to be thought of the endpoint now
     * @return whether so little waits for this endpoint here that more could be claimed
     */
    boolean ended(Claimed claimed, Standing standing) {
        Lane lane = Objects.requireNonNull(lanes.get(Lane.Key.of(claimed.delivery())), "lane");
        lane.inFlight--;
        lane.account.inFlight--;
        lane.host.inFlight--;
        inFlight--;
        if (lane.untrustedInFlight > 0) {
            lane.untrustedInFlight--;
            untrustedInFlight--;
        }
        standings.heard(lane.host.name, standing);
        standings.heard(lane.account.id, standing);
        unblock(lane.host);
        queue(lane);
        queue(lane.account);
        closeIfEmpty(lane);
        return lane.waiting.size() < limits.inFlightPerEndpoint();
    }

    /** The delivery need not be held in memory any more. */
    void forgotten(Delivery delivery) {
        held--;
        heldBytes -= delivery.bytes();
        Account account = Objects.requireNonNull(accounts.get(delivery.event().accountId()), "account");
        account.held--;
        account.heldBytes -= delivery.bytes();
        if (account.held == 0) {
            accounts.remove(account.id);
        }
    }

    private Lane open(Lane.Key key) {
        Host host = hosts.computeIfAbsent(key.endpoint().origin(), Host::new);
        host.lanes++;
        return new Lane(key.endpoint(), accounts.computeIfAbsent(key.accountId(), Account::new), host);
    }

    private void closeIfEmpty(Lane lane) {
        if (lane.inFlight > 0 || !lane.waiting.isEmpty()) {
            return;
        }
        lanes.remove(new Lane.Key(lane.account.id, lane.endpoint));
        lane.host.lanes--;
        if (lane.host.lanes == 0) {
            hosts.remove(lane.host.name);
        }
    }

    // A lane that has to wait stands in the queue of what it waits for, and nowhere else.
    private boolean mayStart(Lane lane) {
        if (lane.host.inFlight >= inFlightMax(lane.host)) {
            lane.host.blocked.add(lane);
            return false;
        }
        if (!isTrusted(lane) && untrustedInFlight >= DispatchLimits.untrustedPart(limits.inFlight())) {
            blockedUntrusted.add(lane);
            return false;
        }
        return true;
    }

    private Claimed start(Lane lane) {
        lane.queued = false;
        if (!isTrusted(lane)) {
            lane.untrustedInFlight++;
            untrustedInFlight++;
        }
        lane.inFlight++;
        lane.account.inFlight++;
        lane.host.inFlight++;
        inFlight++;
        Claimed claimed = lane.waiting.remove();
        queue(lane);
        return claimed;
    }

    private void unblock(Host host) {
        for (int free = inFlightMax(host) - host.inFlight; free > 0 && !host.blocked.isEmpty(); free--) {
            requeue(host.blocked.remove());
        }
        if (untrustedInFlight < DispatchLimits.untrustedPart(limits.inFlight()) && !blockedUntrusted.isEmpty()) {
            requeue(blockedUntrusted.remove());
        }
    }

    private void requeue(Lane lane) {
        lane.queued = false;
        queue(lane);
    }

    private void queue(Lane lane) {
        if (!lane.queued && !lane.waiting.isEmpty() && lane.inFlight < limits.inFlightPerEndpoint()) {
            lane.queued = true;
            lane.account.ready.add(lane);
            queue(lane.account);
        }
    }

    private void queue(Account account) {
        if (!account.queued && !account.ready.isEmpty()) {
            account.queued = true;
            ready.add(account);
        }
    }

    private int waiting(Lane.Key key) {
        Lane lane = lanes.get(key);
        return lane == null ? 0 : lane.waiting.size();
    }

    private boolean isFull(Lane lane) {
        boolean suspect = standings.isSuspect(lane.host.name);
        return lane.waiting.size() >= (suspect ? DispatchLimits.SUSPECT : limits.inFlightPerEndpoint());
    }

    private int waitingMax(Delivery delivery) {
        return standings.isSuspect(delivery.endpoint().origin()) ? DispatchLimits.SUSPECT : limits.waitingPerEndpoint();
    }

    private int inFlightMax(Host host) {
        return standings.isSuspect(host.name) ? DispatchLimits.SUSPECT : limits.inFlightPerHost();
    }

    private boolean isTrusted(Lane lane) {
        return standings.isTrusted(lane.host.name) && !standings.isSuspect(lane.account.id);
    }

    private boolean isTrusted(Delivery delivery) {
        return standings.isTrusted(delivery.endpoint().origin())
                && !standings.isSuspect(delivery.event().accountId());
    }
}
