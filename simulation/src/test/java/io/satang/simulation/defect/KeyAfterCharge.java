package io.satang.simulation.defect;

import io.satang.charge.create.KeyedAnswerStore;
import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.NewCharge;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.simulation.postgres.SimulatedKeyedAnswerStore;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** The charge is committed first and its key afterwards: what breaks in between is charged once more by the repeat. */
final class KeyAfterCharge implements Parts {

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
            return charges.insert(charge)
                    .flatMap(kept -> kept
                            ? claim(request, answer, charge.charge())
                            : Uni.createFrom().item(SaveResult.INSTRUMENT_USED));
        }

        @Override
        public Uni<Void> replace(String accountId, IdempotencyRequest request, String answer) {
            return answers.replace(accountId, request, answer);
        }

        private Uni<SaveResult> claim(IdempotencyRequest request, String answer, Charge charge) {
            return answers.claimAlone(request, answer, charge)
                    .map(claimed -> claimed ? SaveResult.SAVED : SaveResult.KEY_TAKEN);
        }
    }
}
