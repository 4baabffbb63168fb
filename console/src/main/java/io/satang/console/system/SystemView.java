package io.satang.console.system;

import io.satang.console.page.Moment;
import io.satang.console.page.Pill;
import java.util.List;
import java.util.Optional;

/**
 * How everything does.
 *
 * @param processes one row for each process
 * @param money     what merchants and payers would notice first
 * @param outboxes  one row for each service with a database
 * @param lags      consumers that have something to take, the most first
 * @param letters   what consumers have put aside and nobody has redriven
 * @param endpoints merchants' endpoints that fail
 */
record SystemView(
        List<ProcessRow> processes,
        List<Finding> money,
        List<OutboxRow> outboxes,
        List<LagRow> lags,
        Letters letters,
        List<EndpointFailure> endpoints) {

    SystemView {
        processes = List.copyOf(processes);
        money = List.copyOf(money);
        outboxes = List.copyOf(outboxes);
        lags = List.copyOf(lags);
        endpoints = List.copyOf(endpoints);
    }

    /** @param why which of its checks say no */
    record ProcessRow(String service, String address, Pill state, String why) {}

    /** A number that should be small. */
    record Finding(String name, String value, Pill state) {}

    /** @param dead events that no topic takes; there is something to redrive when it is not 0 */
    record OutboxRow(String service, String age, long waiting, long dead, Pill state) {}

    record LagRow(String consumer, String topic, long records) {}

    /** @param unknown services that did not tell, with commas */
    record Letters(List<LettersRow> topics, String unknown) {
        Letters {
            topics = List.copyOf(topics);
        }
    }

    /** @param page where they are listed */
    record LettersRow(String consumer, String topic, long waiting, String page) {}

    record EndpointFailure(
            String account, String address, Optional<Moment> since, long waiting, long exhausted, String lastError) {}
}
