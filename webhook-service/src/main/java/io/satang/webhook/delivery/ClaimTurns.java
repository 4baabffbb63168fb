package io.satang.webhook.delivery;

import io.satang.webhook.delivery.DeliveryStore.ClaimRequest;
import java.time.Instant;
import java.util.Optional;

/** One claim at a time, and another behind it if somebody has asked for one meanwhile. Not safe for use by several threads. */
final class ClaimTurns {
    private boolean underWay;
    private boolean wanted;
    private boolean more;

    /** What to claim now, if there is room; if not because a claim is under way, there will be another. */
    Optional<ClaimRequest> next(ClaimRoom room, Instant now, Instant until) {
        wanted = underWay;
        if (underWay) {
            return Optional.empty();
        }
        ClaimRequest request = room.request(now, until);
        underWay = request.total() > 0;
        return Optional.of(request).filter(some -> some.total() > 0);
    }

    /**
     * The claim is over.
     *
     * @param found whether it has claimed something
     * @return whether there is to be another
     */
    boolean over(boolean found) {
        underWay = false;
        more = found;
        return wanted;
    }

    /** The claim has failed; answers whether one was asked for meanwhile, which the next one is for, too. */
    boolean failed() {
        underWay = false;
        return wanted;
    }

    /** Whether the table may have more. */
    boolean mayHaveMore() {
        return more;
    }
}
