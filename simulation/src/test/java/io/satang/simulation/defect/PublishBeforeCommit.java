package io.satang.simulation.defect;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.outbox.EventPublisher;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The dual write: Kafka first, then the database, which may have another opinion. */
final class PublishBeforeCommit implements Parts {

    @Override
    public ChargeStore chargeStore(ChargeStore store, EventPublisher publisher) {
        return new HastyStore(store, publisher);
    }

    private static final class HastyStore extends ForwardingChargeStore {
        private final EventPublisher publisher;

        HastyStore(ChargeStore store, EventPublisher publisher) {
            super(store);
            this.publisher = publisher;
        }

        @Override
        public Uni<Boolean> insert(Charge charge, OutboxEvent event) {
            return publisher.publish(List.of(event)).chain(() -> store.insert(charge, event));
        }

        @Override
        public Uni<Boolean> update(Change change) {
            return publisher.publish(change.event().stream().toList()).chain(() -> store.update(change));
        }
    }
}
