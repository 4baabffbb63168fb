package io.satang.simulation.postgres;

import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.ProviderOperation.Kind;
import io.satang.charge.provider.simulator.SimulatorJournal.Entry;
import io.satang.simulation.kernel.Scheduler;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The simulator's own record of the money that it has taken and given back. */
public final class JournalTable {
    private final Map<String, Row> rows = new TreeMap<>();
    private final Scheduler scheduler;

    /** What was recorded of an operation. */
    private record Row(ProviderOperation operation, Entry entry) {
        boolean done() {
            return entry.declined().isEmpty();
        }
    }

    /**
     * Money that the provider took.
     *
     * @param chargeId  what for
     * @param reference the provider's name for the payment
     * @param amount    subunits that it was asked for
     * @param held      whether it was only held at first
     * @param returned  whether it was given back because it was not for its charge
     * @param taken     subunits that were taken, which is nothing while they are only held
     * @param refunded  subunits that refunds have given back
     */
    public record Payment(
            String chargeId,
            String reference,
            long amount,
            boolean held,
            boolean returned,
            long taken,
            long refunded) {}

    /** An empty record. */
    public JournalTable(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** All money that was taken or held. */
    public Stream<Payment> payments() {
        return rows.values().stream()
                .filter(row -> row.operation().kind().makesPayment() && row.done())
                .map(row -> new Payment(
                        row.operation().charge().value(),
                        row.operation().id().value(),
                        row.operation().amount().subunits(),
                        row.operation().kind() == Kind.AUTHORIZE,
                        returned(row.operation().id().value()),
                        row.operation().kind() == Kind.SALE
                                ? row.operation().amount().subunits()
                                : sum(Kind.CAPTURE, row.operation().id().value()),
                        sum(Kind.REFUND, row.operation().id().value())));
    }

    private long sum(Kind kind, String reference) {
        return rows.values().stream()
                .filter(row -> row.operation().kind() == kind && row.done())
                .filter(row -> row.operation().payment().orElseThrow().value().equals(reference))
                .mapToLong(row -> row.operation().amount().subunits())
                .sum();
    }

    private boolean returned(String reference) {
        return rows.values().stream()
                .filter(row -> row.operation().kind() == Kind.VOID && row.done())
                .anyMatch(row -> row.operation().payment().orElseThrow().value().equals(reference));
    }

    /** The provider takes a payer's money of its own accord. */
    public Entry take(ProviderOperation operation) {
        Entry entry = new Entry(Optional.empty(), scheduler.now(), true);
        rows.put(operation.id().value(), new Row(operation, entry));
        return entry;
    }

    Entry record(Transaction transaction, ProviderOperation operation, Optional<String> declined) {
        String id = operation.id().value();
        transaction.lock("journal " + id);
        if (rows.containsKey(id)) {
            return rows.get(id).entry().again();
        }
        Entry entry = new Entry(declined, scheduler.now(), true);
        transaction.write(() -> rows.put(id, new Row(operation, entry)));
        return entry;
    }

    Optional<Entry> find(OperationId id) {
        return Optional.ofNullable(rows.get(id.value())).map(row -> row.entry().again());
    }
}
