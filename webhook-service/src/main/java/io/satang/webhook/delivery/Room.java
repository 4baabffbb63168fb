package io.satang.webhook.delivery;

import io.satang.webhook.delivery.Lane.Account;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What new deliveries could still be taken into memory; counts down as it is asked. Not safe for use by several threads. */
final class Room {
    private final Lanes lanes;
    private final DispatchLimits limits;
    private final Map<Lane.Key, Integer> takenByLane = new HashMap<>();
    private final Map<String, Account> takenByAccount = new HashMap<>();
    private int taken;
    private long takenBytes;

    /** As much as these lanes leave. */
    Room(Lanes lanes, DispatchLimits limits) {
        this.lanes = lanes;
        this.limits = limits;
    }

    /** Whether one more delivery may be taken; if so, it is counted. */
    boolean take(Delivery delivery) {
        Lane.Key key = Lane.Key.of(delivery);
        Account here = takenByAccount.computeIfAbsent(key.accountId(), Account::new);
        if (!fitsLane(delivery, takenByLane.getOrDefault(key, 0)) || !fits(delivery, here)) {
            return false;
        }
        taken++;
        takenBytes += delivery.bytes();
        here.held++;
        here.heldBytes += delivery.bytes();
        takenByLane.merge(key, 1, Integer::sum);
        return true;
    }

    // What is older stands in the table, so what is new goes there too.
    private boolean fitsLane(Delivery delivery, int takenHere) {
        Optional<Lane> lane = lanes.lane(delivery);
        int waiting = takenHere + lane.map(open -> open.waiting.size()).orElse(0);
        return lane.filter(open -> open.behind).isEmpty()
                && waiting < lanes.allowances().newWaitingMax(delivery, lane);
    }

    private boolean fits(Delivery delivery, Account here) {
        Account before = lanes.account(here.id).orElseGet(() -> new Account(here.id));
        int own = here.held + before.held;
        long ownBytes = here.heldBytes + before.heldBytes;
        int all = lanes.held() + taken;
        long allBytes = lanes.heldBytes() + takenBytes + delivery.bytes();
        long heldMax =
                lanes.allowances().isTrusted(delivery) ? limits.held() : DispatchLimits.untrustedPart(limits.held());
        return all < heldMax
                && allBytes <= limits.heldBytes()
                && own < limits.shareOf(limits.held(), all)
                && (own == 0 || ownBytes < limits.shareOf(limits.heldBytes(), allBytes));
    }
}
