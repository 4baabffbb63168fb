package io.satang.simulation.defect;

import io.satang.charge.create.KeyedAnswerStore;
import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.simulation.postgres.SimulatedKeyedAnswerStore;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** The key and its answer are committed first and the charge afterwards: what breaks in between leaves an answer without a charge. */
final class KeyBeforeCharge implements Parts {

    @Override
    public KeyedAnswerStore keyedAnswerStore(SimulatedKeyedAnswerStore answers, ChargeStore charges) {
        return new Apart(answers, charges);
    }

    private record Apart(SimulatedKeyedAnswerStore answers, ChargeStore charges) implements KeyedAnswerStore {
        @Override
        public Uni<Optional<String>> find(String accountId, IdempotencyRequest request, Instant now) {
            return answers.find(accountId, request, now);
        }

        @Override
        public Uni<SaveResult> save(IdempotencyRequest request, String answer, Charge charge, OutboxEvent event) {
            return answers.claimAlone(request, answer, charge)
                    .flatMap(claimed ->
                            claimed ? insert(charge, event) : Uni.createFrom().item(SaveResult.KEY_TAKEN));
        }

        private Uni<SaveResult> insert(Charge charge, OutboxEvent event) {
            return charges.insert(charge, event).map(kept -> kept ? SaveResult.SAVED : SaveResult.SOURCE_USED);
        }
    }
}
