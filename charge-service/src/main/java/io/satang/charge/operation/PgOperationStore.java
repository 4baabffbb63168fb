package io.satang.charge.operation;

import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.store.EndedOperation;
import io.satang.charge.store.OperationRows;
import io.satang.charge.store.StoredCard;
import io.satang.charge.store.StoredOffer;
import io.satang.platform.batching.Batches;
import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescer.Limits;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.batching.LockOrder;
import io.satang.platform.database.Columns;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.platform.outbox.OutboxSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Operations in PostgreSQL. What ends them shares a statement, as every charge by card has one; all else is rare. */
@ApplicationScoped
class PgOperationStore implements OperationStore {
    // Asking takes at most two thirds of the time that it is taken for.
    private static final String CLAIM = """
            WITH due AS (
                SELECT id FROM provider_operations
                WHERE wake_at <= now() AND (kind = 'reserve') = $1 AND account_id <> ALL ($3::text[]) ORDER BY wake_at LIMIT $2 FOR UPDATE SKIP LOCKED
            )
            UPDATE provider_operations
            SET claim = claim + 1, wake_at = now() + interval '30 seconds'
            FROM due
            WHERE provider_operations.id = due.id
            RETURNING provider_operations.id, charge_id, account_id, kind, provider, payment, amount, currency, card::text AS card,
                      offer::text AS offer, claim, attempts,
                      (extract(epoch FROM now() - created_at) * 1000)::bigint AS age_ms
            """;

    private static final String SETTLE = """
            WITH answer AS (
                SELECT * FROM unnest($1::text[], $2::text[]) AS answer (id, failure_code) ORDER BY id
            ), settled AS (
            """ + OperationRows.END + """
                RETURNING provider_operations.id
            ), published AS (
            """ + OutboxSql.INSERT + "SELECT "
            + OutboxSql.COLUMNS + " FROM " + OutboxSql.unnest(3) + """
                     JOIN settled ON settled.id = event.aggregateid ORDER BY event.position
            )
            SELECT id FROM settled
            """;

    private static final String POSTPONE = """
            UPDATE provider_operations
            SET state = 'unknown', attempts = attempts + 1, wake_at = now() + make_interval(secs => $3)
            WHERE id = $1 AND claim = $2 AND state IN ('asked', 'unknown')
            """;

    private static final String OLDEST = """
            SELECT (coalesce(extract(epoch FROM now() - min(created_at)), 0) * 1000)::bigint AS age_ms
            FROM provider_operations WHERE wake_at IS NOT NULL
            """;

    private static final Logger LOG = Logger.getLogger(PgOperationStore.class);
    private static final long ANSWER_BYTES = 512;

    private final Pool pool;
    private final OutboxRelay relay;
    private final Coalescer<Answered, Boolean> answers;

    /** An operation of which a provider has said what came of it. */
    private record Answered(EndedOperation ended, Optional<OutboxEvent> event) {
        String id() {
            return ended.id().value();
        }

        long bytes() {
            return ANSWER_BYTES + event.map(OutboxEvent::bytes).orElse(0L);
        }
    }

    PgOperationStore(Pool pool, OutboxRelay relay, Coalescers coalescers) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.relay = Objects.requireNonNull(relay, "relay");
        this.answers = coalescers.make(
                "operation answers",
                Limits.DEFAULT,
                Answered::bytes,
                Answered::id,
                LockOrder.by(Answered::id, this::settleAll));
    }

    @Override
    public Uni<List<ClaimedOperation>> claim(Lane lane, int limit, Set<AccountId> except) {
        String[] excepted = except.stream().map(AccountId::value).toArray(String[]::new);
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(lane == Lane.DISCOUNTS, limit, excepted))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> readable(row).stream())
                        .toList());
    }

    // One that cannot be read, such as a newer replica's, is claimed again later, and keeps no other from being asked.
    private static Optional<ClaimedOperation> readable(Row row) {
        try {
            return Optional.of(claimed(row));
        } catch (RuntimeException e) {
            LOG.errorf("operation %s cannot be read: %s", row.getString("id"), e.toString());
            return Optional.empty();
        }
    }

    @Override
    public Uni<Boolean> settle(EndedOperation ended, Optional<OutboxEvent> event) {
        return answers.submit(new Answered(ended, event));
    }

    /** What is said twice of an operation is heard once, the first of it. */
    private Uni<List<Boolean>> settleAll(List<Answered> batch) {
        List<Answered> firsts = Batches.chosen(batch, Batches.firsts(batch, Answered::id));
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(Columns.texts(firsts, Answered::id))
                .addArrayOfString(Columns.texts(
                        firsts,
                        answer ->
                                answer.ended().declined().map(FailureCode::code).orElse(null)));
        OutboxSql.addTo(parameters, events(firsts));
        return pool.preparedQuery(SETTLE).execute(parameters).map(rows -> {
            Set<String> settled = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString("id"))
                    .collect(Collectors.toSet());
            List<Boolean> results = Batches.written(batch, Answered::id, settled);
            relay.committed(events(Batches.chosen(batch, results)));
            return results;
        });
    }

    private static List<OutboxEvent> events(List<Answered> answers) {
        return answers.stream().flatMap(answer -> answer.event().stream()).toList();
    }

    @Override
    public Uni<Void> postpone(ClaimedOperation operation, Duration delay) {
        return pool.preparedQuery(POSTPONE)
                .execute(Tuple.of(operation.operation().id().value(), operation.claim(), delay.toMillis() / 1_000.0))
                .replaceWithVoid();
    }

    @Override
    public Uni<Duration> oldest() {
        return pool.preparedQuery(OLDEST)
                .execute()
                .map(rows -> Duration.ofMillis(rows.iterator().next().getLong("age_ms")));
    }

    private static ClaimedOperation claimed(Row row) {
        ProviderOperation operation = new ProviderOperation(
                new OperationId(row.getString("id")),
                new ChargeId(row.getString("charge_id")),
                new AccountId(row.getString("account_id")),
                ProviderOperation.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString("payment")).map(ProviderReference::new),
                new Money(row.getLong("amount"), Currency.valueOf(row.getString("currency"))),
                Optional.ofNullable(row.getString("card"))
                        .map(card -> StoredCard.readPayment(card, row.getString("id"))),
                Optional.ofNullable(row.getString("offer"))
                        .map(offer -> StoredOffer.readRequest(offer, row.getString("id"))));
        return new ClaimedOperation(
                operation,
                row.getString("provider"),
                row.getLong("claim"),
                row.getInteger("attempts"),
                Duration.ofMillis(row.getLong("age_ms")));
    }
}
