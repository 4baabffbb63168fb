package io.satang.webhook.delivery;

import io.satang.webhook.delivery.DeliveryStore.ClaimRequest;
import io.satang.webhook.delivery.Lane.Account;
import io.satang.webhook.delivery.Lane.Host;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;

/**
 * Claimed deliveries: accounts take turns, and within an account its endpoints. Accounts, hosts and endpoints each have only so many
 * attempts under way, and those that are not known to answer share a part of the whole, so that nobody waits for another's dead server. Not safe for
 * use by several threads.
 */
final class Lanes {
    private final DispatchLimits limits;
    private final Allowances allowances;
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

    Lanes(DispatchLimits limits) {
        this.limits = limits;
        this.allowances = new Allowances(limits);
    }

    /** How much each of them may have. */
    Allowances allowances() {
        return allowances;
    }

    /** What new deliveries may take. */
    Room room() {
        return new Room(this, limits);
    }

    /** What may be claimed. */
    ClaimRoom claimRoom() {
        return new ClaimRoom(this, limits);
    }

    /** Whether some of these find no room although their endpoint is so quick that it has some soon. */
    boolean soonHasRoom(List<Delivery> deliveries) {
        Room room = room();
        return deliveries.stream()
                .anyMatch(delivery -> !room.take(delivery)
                        && lane(delivery).filter(allowances::keepsPace).isPresent());
    }

    /** So much has been claimed. Where it is all that was asked for, more may wait. */
    void claimed(ClaimRequest request, List<Claimed> claimed) {
        Map<Lane.Key, Long> counts = claimed.stream()
                .collect(Collectors.groupingBy(each -> Lane.Key.of(each.delivery()), Collectors.counting()));
        lanes.forEach((key, lane) -> {
            if (!request.full().contains(key.accountId(), key.endpoint())) {
                lane.behind = counts.getOrDefault(key, 0L) >= request.mostOf(key.endpoint());
            }
        });
    }

    /** A delivery has been left in the table; what is new for its endpoint goes behind it. */
    void leftInTable(Delivery delivery) {
        lane(delivery).ifPresent(lane -> lane.behind = true);
    }

    /** Those that are open. */
    Collection<Lane> open() {
        return lanes.values();
    }

    /** Those that have something in memory. */
    Collection<Account> accounts() {
        return accounts.values();
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

    /** Takes all that has not started, once nothing is to start any more; each is to be {@link #remove}d. */
    List<Claimed> takeWaiting() {
        List<Claimed> taken = new ArrayList<>();
        for (Lane lane : List.copyOf(lanes.values())) {
            taken.addAll(lane.waiting);
            lane.waiting.clear();
            closeIfEmpty(lane);
        }
        return taken;
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
     * @return whether more waits for this endpoint in the table, and so little here that it should be claimed
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
        allowances.heard(lane, standing);
        unblock(lane.host);
        queue(lane);
        queue(lane.account);
        boolean claimMore = lane.behind
                && allowances.isTrusted(lane)
                && lane.waiting.size() < allowances.newWaitingMax(claimed.delivery(), Optional.of(lane));
        closeIfEmpty(lane);
        return claimMore;
    }

    /** An attempt on the delivery took so long; before it is {@link #ended}. */
    void took(Delivery delivery, Duration time) {
        lane(delivery).ifPresent(lane -> lane.answerTime.add(time));
    }

    /** The delivery need not be held in memory any more. */
    void remove(Delivery delivery) {
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
        if (lane.host.inFlight >= allowances.inFlightMax(lane.host)) {
            lane.host.blocked.add(lane);
            return false;
        }
        if (!allowances.isTrusted(lane) && untrustedInFlight >= DispatchLimits.untrustedPart(limits.inFlight())) {
            blockedUntrusted.add(lane);
            return false;
        }
        return true;
    }

    private Claimed start(Lane lane) {
        lane.queued = false;
        if (!allowances.isTrusted(lane)) {
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
        for (int free = allowances.inFlightMax(host) - host.inFlight; free > 0 && !host.blocked.isEmpty(); free--) {
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

    Optional<Lane> lane(Delivery delivery) {
        return Optional.ofNullable(lanes.get(Lane.Key.of(delivery)));
    }

    Optional<Account> account(String id) {
        return Optional.ofNullable(accounts.get(id));
    }
}
