package io.satang.simulation.defect;

import io.satang.charge.charge.Charge;
import io.satang.charge.charge.ChargeStore;
import io.satang.events.EventPublisher;
import io.satang.events.OutboxEvent;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Money for a charge that has ended is thanked for and kept. */
final class LateApprovalForgotten implements Parts {

    @Override
    public ChargeStore chargeStore(ChargeStore store, EventPublisher publisher) {
        return new ForgetfulStore(store);
    }

    private record ForgetfulStore(ChargeStore store) implements ChargeStore {
        @Override
        public Uni<Void> recordVoid(LateApproval late) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Boolean> insert(Charge charge, OutboxEvent event) {
            return store.insert(charge, event);
        }

        @Override
        public Uni<Boolean> update(Change change) {
            return store.update(change);
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
        public Uni<Instant> now() {
            return store.now();
        }

        @Override
        public Uni<Integer> settleDue(Instant now, int limit, Function<Charge, Optional<Change>> decide) {
            return store.settleDue(now, limit, decide);
        }
    }
}
