package io.satang.simulation.defect;

import io.satang.platform.outbox.EventPublisher;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRow;
import io.satang.platform.outbox.OutboxTable;
import io.satang.platform.outbox.Publication;
import io.satang.platform.outbox.RelayLease;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sweep passes by what somebody has tried to publish already, though it was dropped then. */
final class ForgetfulSweep implements Parts {
    private final Set<String> tried = new HashSet<>();

    @Override
    public EventPublisher relayPublisher(EventPublisher publisher) {
        return events -> publisher.publish(events).invoke(answers -> note(events, answers));
    }

    @Override
    public OutboxTable outboxTable(OutboxTable table) {
        return new Forgetful(table, tried);
    }

    private void note(List<OutboxEvent> events, List<Publication> answers) {
        for (int i = 0; i < events.size(); i++) {
            if (answers.get(i) instanceof Publication.Passing) {
                tried.add(events.get(i).envelope().id());
            }
        }
    }

    private record Forgetful(OutboxTable table, Set<String> tried) implements OutboxTable {
        @Override
        public Uni<List<OutboxRow>> readOverdue(long afterSeq, Collection<String> except) {
            Set<String> unwanted = new HashSet<>(except);
            unwanted.addAll(tried);
            return table.readOverdue(afterSeq, unwanted);
        }

        @Override
        public Uni<List<OutboxRow>> readOrdered() {
            return table.readOrdered();
        }

        @Override
        public Uni<Void> delete(List<String> ids) {
            return table.delete(ids);
        }

        @Override
        public Uni<Boolean> deleteUnder(RelayLease lease, List<String> ids) {
            return table.deleteUnder(lease, ids);
        }

        @Override
        public Uni<Void> setAside(List<DeadEvent> events) {
            return table.setAside(events);
        }
    }
}
