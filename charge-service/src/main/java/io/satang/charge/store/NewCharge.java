package io.satang.charge.store;

import io.satang.charge.decision.Charge;
import io.satang.platform.outbox.OutboxEvent;
import java.util.List;
import java.util.Objects;

/**
 * A charge that is to be stored.
 *
 * @param charge     in its first version
 * @param event      that it has been made
 * @param operations what is to be asked of providers for it
 */
public record NewCharge(Charge charge, OutboxEvent event, List<NewOperation> operations) {
    public NewCharge {
        Objects.requireNonNull(charge, "charge");
        Objects.requireNonNull(event, "event");
        operations = List.copyOf(operations);
    }

    /** How many bytes of memory it holds, at the most. */
    public long bytes() {
        return 2 * event.bytes();
    }
}
