package io.satang.platform.outbox;

import io.satang.platform.outbox.OutboxTable.DeadEvent;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells the operator of events that were set aside. */
final class DeadEvents {
    private static final Logger LOG = Logger.getLogger(DeadEvents.class);

    private DeadEvents() {}

    static void log(List<DeadEvent> dead) {
        dead.forEach(event ->
                LOG.errorf("event %s can never be published and was set aside: %s", event.id(), event.reason()));
    }
}
