package io.satang.charge.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.platform.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** What follows once steps of charges are committed: others hear of them, the log names them, and they are counted. */
@ApplicationScoped
public class CommittedCharges {
    private final OutboxRelay relay;
    private final ChargeMetrics metrics;

    /**
     * Hears of every step.
     *
     * @param clock what steps are measured by
     */
    public CommittedCharges(OutboxRelay relay, MeterRegistry metrics, Clock clock) {
        this.relay = Objects.requireNonNull(relay, "relay");
        this.metrics = new ChargeMetrics(metrics, clock);
    }

    /** These charges have been made. */
    public void created(List<NewCharge> charges) {
        relay.committed(charges.stream().map(NewCharge::event).toList());
        for (NewCharge each : charges) {
            ChargeLog.created(each.charge(), each.event());
            metrics.created(each.charge());
        }
    }

    /** These changes have been made. */
    void changed(List<Change> changes) {
        relay.committed(
                changes.stream().flatMap(change -> change.event().stream()).toList());
        ChargeLog.changed(changes);
        metrics.changed(changes);
    }
}
