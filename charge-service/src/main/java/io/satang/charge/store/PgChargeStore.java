package io.satang.charge.store;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.RefundRows.OwnedRefund;
import io.satang.events.Sizes;
import io.satang.platform.batching.Batches;
import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescer.Limits;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.batching.LockOrder;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.PayPageId;
import io.satang.platform.outbox.OutboxSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Charges in PostgreSQL. Concurrent writes of a kind share one statement (natural batching), and each statement is one transaction. */
@ApplicationScoped
public class PgChargeStore implements ChargeStore {
    private static final String INSERT =
            """
            WITH inserted AS (
                INSERT INTO charges (id, account_id, livemode, version, status, operation_id, amount, currency, source_id, token_id,
                                     page_id, created_at, expires_at, description, metadata, terms)
                SELECT id, account_id, livemode, version, status, operation_id, amount, currency, source_id, token_id,
                       page_id, created_at, expires_at, description, metadata::json, terms::json
                FROM unnest($1::text[], $2::text[], $3::boolean[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::text[],
                            $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::timestamptz[], $14::text[], $15::text[],
                            $16::text[])
                     AS charge (id, account_id, livemode, version, status, operation_id, amount, currency, source_id, token_id,
                                page_id, created_at, expires_at, description, metadata, terms)
                ORDER BY coalesce(source_id, token_id)
                ON CONFLICT DO NOTHING
                RETURNING id
            ), asked AS (
            """ + OperationRows.INSERT + "SELECT " + OperationRows.COLUMNS + " FROM " + OperationRows.unnest(17) + """
                     JOIN inserted ON inserted.id = operation.charge_id
            """
                    + OperationRows.ON_CONFLICT + """
            ), published AS (
            """ + OutboxSql.INSERT + "SELECT " + OutboxSql.COLUMNS + " FROM "
                    + OutboxSql.unnest(17 + OperationRows.PARAMETERS) + """
                     JOIN inserted ON inserted.id = event.aggregateid ORDER BY event.position
            )
            SELECT id FROM inserted
            """;

    private static final String FIND = "SELECT " + ChargeRows.COLUMNS + " FROM charges WHERE id = ANY ($1)";
    private static final String FIND_BY_PAGE =
            "SELECT " + ChargeRows.COLUMNS + " FROM charges WHERE page_id = ANY ($1)";
    // Claims last as long as asking a provider may take, and as charges may be late.
    private static final String CLAIM_DUE = """
            WITH due AS (
                SELECT expires_at, charge_id FROM pending_charges
                WHERE expires_at <= $1 AND (claimed_until IS NULL OR claimed_until <= now())
                ORDER BY expires_at LIMIT $2
                FOR UPDATE SKIP LOCKED
            ), claimed AS (
                UPDATE pending_charges SET claimed_until = now() + interval '3 seconds'
                FROM due
                WHERE pending_charges.expires_at = due.expires_at AND pending_charges.charge_id = due.charge_id
                RETURNING pending_charges.charge_id
            )
            """ + "SELECT " + ChargeRows.COLUMNS + """
             FROM claimed JOIN charges ON charges.id = claimed.charge_id ORDER BY charges.id
            """;
    private static final String QUARANTINE =
            "UPDATE charges SET quarantined_at = now(), quarantine_reason = $2 WHERE id = $1";
    private static final String NOW = "SELECT now() AS now";
    private static final String ASK = OperationRows.INSERT + "SELECT " + OperationRows.COLUMNS + " FROM "
            + OperationRows.unnest(1) + OperationRows.ON_CONFLICT;

    // What a statement brings back is bounded by how many it may be.
    private static final Limits READS = new Limits(Sizes.BATCH_BYTES_MAX / Sizes.OBJECT_BYTES_MAX, 1, 8_192);

    private final Pool pool;
    private final CommittedCharges committed;
    private final Coalescer<NewCharge, Boolean> inserts;
    private final Coalescer<Change, Boolean> updates;
    private final Coalescer<String, Optional<StoredCharge>> finds;
    private final Coalescer<String, Optional<StoredCharge>> findsByPage;

    PgChargeStore(Pool pool, CommittedCharges committed, Coalescers coalescers) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.committed = Objects.requireNonNull(committed, "committed");
        this.inserts = coalescers.make(
                "charge inserts",
                Limits.PACED,
                NewCharge::bytes,
                each -> each.charge().accountId().value(),
                LockOrder.by(
                        each -> each.charge().instrument().paysOnce(),
                        batch -> insertAll(pool, batch)
                                .invoke(written -> committed.created(Batches.chosen(batch, written)))));
        this.updates = coalescers.make(
                "charge updates",
                Limits.PACED,
                Change::bytes,
                change -> change.next().accountId().value(),
                LockOrder.by(
                        change -> change.next().id().value(),
                        batch -> updateAll(pool, batch)
                                .invoke(written -> committed.changed(Batches.chosen(batch, written)))));
        this.finds = coalescers.make(
                "charge reads", READS, PgChargeStore::idBytes, id -> id, ids -> findAll(FIND, ids, StoredCharge::id));
        this.findsByPage = coalescers.make(
                "page reads",
                READS,
                PgChargeStore::idBytes,
                id -> id,
                ids -> findAll(FIND_BY_PAGE, ids, StoredCharge::pageId));
    }

    @Override
    public Uni<Boolean> insert(NewCharge charge) {
        return inserts.submit(charge);
    }

    /** The same within a transaction of the caller's, who tells {@link CommittedCharges} once it has committed. */
    public Uni<Boolean> insert(SqlConnection transaction, NewCharge charge) {
        return insertAll(transaction, List.of(charge)).map(List::getFirst);
    }

    @Override
    public Uni<Optional<Charge>> find(ChargeId chargeId) {
        return finds.submit(chargeId.value()).map(found -> found.map(StoredCharge::require));
    }

    @Override
    public Uni<Optional<Charge>> findByPage(PayPageId pageId) {
        return findsByPage.submit(pageId.value()).map(found -> found.map(StoredCharge::require));
    }

    @Override
    public Uni<Boolean> update(Change change) {
        return updates.submit(change);
    }

    /** The same within a transaction of the caller's, who calls {@link #committed} once it has committed. */
    public Uni<Boolean> update(SqlConnection transaction, Change change) {
        return updateAll(transaction, List.of(change)).map(List::getFirst);
    }

    /** What others hear of a change that a caller's transaction has stored. */
    public void committed(Change change) {
        committed.changed(List.of(change));
    }

    @Override
    public Uni<Void> ask(NewOperation operation) {
        Tuple parameters = Tuple.tuple();
        OperationRows.addTo(parameters, List.of(operation));
        return pool.preparedQuery(ASK).execute(parameters).replaceWithVoid();
    }

    @Override
    public Uni<Instant> now() {
        return pool.preparedQuery(NOW)
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime("now").toInstant());
    }

    @Override
    public Uni<List<StoredCharge>> claimDue(Instant now, int limit) {
        return pool.preparedQuery(CLAIM_DUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), limit))
                .map(PgChargeStore::stored);
    }

    @Override
    public Uni<Void> quarantine(String chargeId, String reason) {
        return pool.preparedQuery(QUARANTINE)
                .execute(Tuple.of(chargeId, reason))
                .replaceWithVoid();
    }

    /** Only the first charge of each id is tried: whoever charges a token once more names the same one (decision 20). */
    private static Uni<List<Boolean>> insertAll(SqlClient client, List<NewCharge> batch) {
        List<NewCharge> tried = Batches.chosen(
                batch, Batches.firsts(batch, each -> each.charge().id().value()));
        return client.preparedQuery(INSERT)
                .execute(ChargeBatchRows.insert(tried))
                .map(rows -> Batches.written(batch, each -> each.charge().id().value(), ids(rows)));
    }

    /** Only the first change of each charge is tried; a second one was decided upon the same version and has lost. */
    private static Uni<List<Boolean>> updateAll(SqlClient client, List<Change> batch) {
        List<Change> tried = Batches.chosen(
                batch, Batches.firsts(batch, change -> change.next().id().value()));
        Tuple parameters = ChargeBatchRows.update(tried);
        List<OwnedRefund> refunds = ChargeBatchRows.refunds(tried);
        List<Charge> answered = DiscountRows.answered(tried);
        List<Change> ending =
                tried.stream().filter(change -> change.ended().isPresent()).toList();
        boolean rare = !refunds.isEmpty() || !answered.isEmpty();
        if (rare || !ending.isEmpty()) {
            OperationRows.addEnded(parameters, ending);
        }
        if (rare) {
            RefundRows.addTo(parameters, refunds);
            DiscountRows.addTo(parameters, answered);
        }
        String usual = ending.isEmpty() ? UpdateSql.UPDATE : UpdateSql.WITH_ANSWERS;
        return client.preparedQuery(rare ? UpdateSql.WITH_REFUNDS_AND_DISCOUNTS : usual)
                .execute(parameters)
                .map(rows -> Batches.written(batch, change -> change.next().id().value(), ids(rows)));
    }

    private Uni<List<Optional<StoredCharge>>> findAll(
            String sql, List<String> ids, Function<StoredCharge, String> key) {
        return pool.preparedQuery(sql)
                .execute(Tuple.tuple().addArrayOfString(ids.stream().distinct().toArray(String[]::new)))
                .map(rows -> {
                    Map<String, StoredCharge> found =
                            stored(rows).stream().collect(Collectors.toMap(key, Function.identity()));
                    return ids.stream()
                            .map(id -> Optional.ofNullable(found.get(id)))
                            .toList();
                });
    }

    private static long idBytes(String id) {
        return 2L * id.length();
    }

    private static List<StoredCharge> stored(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ChargeRows::read)
                .toList();
    }

    private static Set<String> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("id"))
                .collect(Collectors.toSet());
    }
}
