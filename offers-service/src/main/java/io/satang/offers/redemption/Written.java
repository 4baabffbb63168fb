package io.satang.offers.redemption;

import io.satang.platform.outbox.OutboxEvent;
import java.util.List;

/**
 * What a transaction has written, to be known once it has ended.
 *
 * @param redemptions each step
 * @param events      what others are told
 */
record Written(List<WrittenRedemption> redemptions, List<OutboxEvent> events) {
    static final Written NOTHING = new Written(List.of(), List.of());

    Written {
        redemptions = List.copyOf(redemptions);
        events = List.copyOf(events);
    }
}
