package io.satang.simulation.defect;

import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.NewCharge;
import io.satang.platform.outbox.EventPublisher;
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
        public Uni<Boolean> insert(NewCharge charge) {
            return publisher.publish(List.of(charge.event())).chain(() -> store.insert(charge));
        }

        @Override
        public Uni<Boolean> update(Change change) {
            return publisher.publish(change.event().stream().toList()).chain(() -> store.update(change));
        }
    }
}
