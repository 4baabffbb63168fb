package io.satang.charge.read;

import io.satang.charge.store.StoredCharge.Unreadable;
import io.satang.platform.time.TimeFormat;

/**
 * A charge in a list, of which only the columns can be read at present.
 *
 * @param unreadable always true; other charges do not have it
 */
record UnreadableChargeView(
        String object,
        String id,
        String location,
        boolean livemode,
        long amount,
        String currency,
        String status,
        String createdAt,
        boolean unreadable) {

    static UnreadableChargeView of(Unreadable charge) {
        return new UnreadableChargeView(
                "charge",
                charge.id(),
                "/charges/" + charge.id(),
                charge.livemode(),
                charge.amount(),
                charge.currency(),
                charge.status(),
                TimeFormat.iso(charge.createdAt()),
                true);
    }
}
