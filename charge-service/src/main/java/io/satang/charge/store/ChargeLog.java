package io.satang.charge.store;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.platform.http.RequestId;
import io.satang.platform.outbox.OutboxEvent;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One line for each step of a charge, by which a payment is followed. It is written once the step is committed, and holds nothing that names
 * a person.
 */
public final class ChargeLog {
    private static final Logger LOG = Logger.getLogger(ChargeLog.class);

    private ChargeLog() {}

    /** A charge has been made. */
    static void created(Charge charge, OutboxEvent event) {
        write("none", charge, "Create", event.envelope().requestId());
    }

    static void changed(List<Change> changes) {
        for (Change change : changes) {
            write(
                    change.before().status(),
                    change.next(),
                    change.command().getClass().getSimpleName(),
                    change.requestId());
        }
    }

    private static void write(String before, Charge charge, String why, Optional<String> requestId) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        // One statement carries the steps of many requests, and what follows it runs in the name of one of them.
        RequestId.inNameOf(
                requestId,
                () -> LOG.info("charge=" + charge.id()
                        + " account=" + charge.accountId()
                        + " version=" + charge.version()
                        + " from=" + before
                        + " to=" + charge.state().status()
                        + " why=" + why
                        + " request=" + requestId.orElse("none")));
    }
}
