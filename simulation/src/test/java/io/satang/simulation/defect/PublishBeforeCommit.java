package io.satang.simulation.defect;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.outbox.EventPublisher;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The dual write: Kafka first, then the database, which may have another opinion. */
final class PublishBeforeCommit implements Parts {

    @Override
    public ChargeStore chargeStore(ChargeStore store, EventPublisher publisher) {
        return new HastyStore(store, publisher);
    }

    private record HastyStore(ChargeStore store, EventPublisher publisher) implements ChargeStore {
        @Override
        public Uni<Boolean> insert(Charge charge, OutboxEvent event) {
            return publisher.publish(List.of(event)).chain(() -> store.insert(charge, event));
        }

        @Override
        public Uni<Boolean> update(Change change) {
            return publisher.publish(List.of(change.event())).chain(() -> store.update(change));
        }

        @Override
        public Uni<Optional<Charge>> find(String chargeId) {
            return store.find(chargeId);
        }

        @Override
        public Uni<Optional<Charge>> findByPage(String pageId) {
            return store.findByPage(pageId);
        }

        @Override
        public Uni<Void> recordVoid(LateApproval late) {
            return store.recordVoid(late);
        }

        @Override
        public Uni<Instant> now() {
            return store.now();
        }

        @Override
        public Uni<Integer> settleDue(Instant now, int limit, Function<Charge, Optional<Change>> decide) {
            return store.settleDue(now, limit, decide);
        }
    }
}
