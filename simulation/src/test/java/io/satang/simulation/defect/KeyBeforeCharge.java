package io.satang.simulation.defect;

import io.satang.charge.create.KeyedAnswerStore;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.NewCharge;
import io.satang.platform.idempotency.IdempotencyRequest;
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
        public Uni<SaveResult> save(IdempotencyRequest request, String answer, NewCharge charge) {
            return answers.claimAlone(request, answer, charge.charge())
                    .flatMap(claimed ->
                            claimed ? insert(charge) : Uni.createFrom().item(SaveResult.KEY_TAKEN));
        }

        @Override
        public Uni<Void> replace(String accountId, IdempotencyRequest request, String answer) {
            return answers.replace(accountId, request, answer);
        }

        private Uni<SaveResult> insert(NewCharge charge) {
            return charges.insert(charge).map(kept -> kept ? SaveResult.SAVED : SaveResult.INSTRUMENT_USED);
        }
    }
}
