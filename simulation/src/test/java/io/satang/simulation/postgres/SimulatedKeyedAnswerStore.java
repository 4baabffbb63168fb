package io.satang.simulation.postgres;

import io.satang.charge.create.KeyedAnswerStore;
import io.satang.charge.decision.Charge;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.simulation.postgres.ChargeTable.NewCharge;
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
    public Uni<SaveResult> save(IdempotencyRequest request, String answer, Charge charge, OutboxEvent event) {
        return session.transaction(connection -> connection
                        .query(transaction ->
                                answers.claim(transaction, charge.accountId().value(), request, answer))
                        .flatMap(claimed -> claimed
                                ? insert(connection, charge, event)
                                : Uni.createFrom().item(SaveResult.KEY_TAKEN)))
                .onFailure(SourceUsed.class)
                .recoverWithItem(SaveResult.SOURCE_USED);
    }

    /** Claims a key in a transaction of its own, which nothing but a defect does. */
    public Uni<Boolean> claimAlone(IdempotencyRequest request, String answer, Charge charge) {
        return session.execute(
                transaction -> answers.claim(transaction, charge.accountId().value(), request, answer));
    }

    private Uni<SaveResult> insert(Connection connection, Charge charge, OutboxEvent event) {
        return connection
                .query(transaction -> charges.insert(transaction, List.of(new NewCharge(charge, event))))
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
