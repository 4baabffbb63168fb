package io.satang.simulation.defect;

import io.satang.charge.create.KeyedAnswerStore;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.NewCharge;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.outbox.EventPublisher;
import io.satang.simulation.postgres.SimulatedKeyedAnswerStore;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A replica notes that a source is used before its charge is committed, and refuses the repeat when the commit has failed. */
final class SourceUsedBeforeCommit implements Parts {

    @Override
    public ChargeStore chargeStore(ChargeStore store, EventPublisher publisher) {
        return new Marking(store, new HashSet<>());
    }

    @Override
    public KeyedAnswerStore keyedAnswerStore(SimulatedKeyedAnswerStore answers, ChargeStore charges) {
        return new MarkingKeyed(answers, ((Marking) charges).used);
    }

    private record MarkingKeyed(KeyedAnswerStore answers, Set<String> used) implements KeyedAnswerStore {
        @Override
        public Uni<Optional<String>> find(String accountId, IdempotencyRequest request, Instant now) {
            return answers.find(accountId, request, now);
        }

        @Override
        public Uni<SaveResult> save(IdempotencyRequest request, String answer, NewCharge charge) {
            return used.add(charge.charge().instrument().paysOnce())
                    ? answers.save(request, answer, charge)
                    : Uni.createFrom().item(SaveResult.INSTRUMENT_USED);
        }

        @Override
        public Uni<Void> replace(String accountId, IdempotencyRequest request, String answer) {
            return answers.replace(accountId, request, answer);
        }
    }

    private static final class Marking extends ForwardingChargeStore {
        private final Set<String> used;

        Marking(ChargeStore store, Set<String> used) {
            super(store);
            this.used = used;
        }

        @Override
        public Uni<Boolean> insert(NewCharge charge) {
            return used.add(charge.charge().instrument().paysOnce())
                    ? store.insert(charge)
                    : Uni.createFrom().item(false);
        }
    }
}
