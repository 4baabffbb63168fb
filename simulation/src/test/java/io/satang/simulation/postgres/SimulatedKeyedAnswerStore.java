package io.satang.simulation.postgres;

import io.satang.charge.create.KeyedAnswerStore;
import io.satang.charge.decision.Charge;
import io.satang.charge.store.NewCharge;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@code PgKeyedAnswerStore} does: key, answer, charge and event are one transaction. */
public final class SimulatedKeyedAnswerStore implements KeyedAnswerStore {
    private final Session session;
    private final AnswerTable answers;
    private final ChargeTable charges;

    /** One replica's view of the keys. */
    public SimulatedKeyedAnswerStore(Session session, AnswerTable answers, ChargeTable charges) {
        this.session = session;
        this.answers = answers;
        this.charges = charges;
    }

    @Override
    public Uni<Optional<String>> find(String accountId, IdempotencyRequest request, Instant now) {
        return session.execute(transaction -> answers.find(accountId, request))
                .map(found -> found.map(row -> request.replay(row.requestHash(), row.answer())));
    }

    @Override
    public Uni<SaveResult> save(IdempotencyRequest request, String answer, NewCharge stored) {
        Charge charge = stored.charge();
        return session.transaction(connection -> connection
                        .query(transaction ->
                                answers.claim(transaction, charge.accountId().value(), request, answer))
                        .flatMap(claimed -> claimed
                                ? insert(connection, stored)
                                : Uni.createFrom().item(SaveResult.KEY_TAKEN)))
                .onFailure(SourceUsed.class)
                .recoverWithItem(SaveResult.INSTRUMENT_USED);
    }

    @Override
    public Uni<Void> replace(String accountId, IdempotencyRequest request, String answer) {
        return session.execute(transaction -> {
                    answers.replace(transaction, accountId, request, answer);
                    return true;
                })
                .replaceWithVoid();
    }

    /** Claims a key in a transaction of its own, which nothing but a defect does. */
    public Uni<Boolean> claimAlone(IdempotencyRequest request, String answer, Charge charge) {
        return session.execute(
                transaction -> answers.claim(transaction, charge.accountId().value(), request, answer));
    }

    private Uni<SaveResult> insert(Connection connection, NewCharge charge) {
        return connection
                .query(transaction -> charges.insert(transaction, List.of(charge)))
                .map(kept -> {
                    if (!kept.getFirst()) {
                        throw new SourceUsed();
                    }
                    return SaveResult.SAVED;
                });
    }

    /** Rolls the transaction back, and with it the claim. */
    private static final class SourceUsed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SourceUsed() {
            super("source used", null, false, false);
        }
    }
}
