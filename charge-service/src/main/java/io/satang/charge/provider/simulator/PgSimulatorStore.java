package io.satang.charge.provider.simulator;

import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.provider.simulator.SimulatorFault.Behaviour;
import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescer.Limits;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.batching.LockOrder;
import io.satang.platform.database.Columns;
import io.satang.platform.id.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The simulator's record in PostgreSQL. Records of a kind share one statement, as everything that payments run through does. */
@ApplicationScoped
class PgSimulatorStore implements SimulatorJournal {
    private static final String COLUMNS = "(operation_id, charge_id, account_id, kind, payment, amount, currency";

    private static final String RECORD = "INSERT INTO simulator_entries " + COLUMNS + """
            )
            SELECT operation_id, charge_id, account_id, kind, payment, amount, currency
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])
                 AS asked (operation_id, charge_id, account_id, kind, payment, amount, currency)
            WHERE NOT EXISTS (SELECT FROM simulator_faults WHERE simulator_faults.account_id = asked.account_id)
            ORDER BY operation_id
            ON CONFLICT (operation_id) DO NOTHING
            RETURNING operation_id, failure_code, recorded_at, true AS first
            """;

    private static final String RECORD_ANYWAY = "WITH recorded AS (INSERT INTO simulator_entries " + COLUMNS + """
            , failure_code)
                SELECT operation_id, charge_id, account_id, kind, payment, amount, currency, failure_code
                FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[])
                     AS asked (operation_id, charge_id, account_id, kind, payment, amount, currency, failure_code)
                ORDER BY operation_id
                ON CONFLICT (operation_id) DO NOTHING
                RETURNING operation_id, failure_code, recorded_at
            )
            SELECT operation_id, failure_code, recorded_at, true AS first FROM recorded
            UNION ALL
            SELECT operation_id, failure_code, recorded_at, false AS first FROM simulator_entries WHERE operation_id = ANY ($1)
            """;

    private static final String FIND = """
            SELECT operation_id, failure_code, recorded_at, false AS first FROM simulator_entries WHERE operation_id = ANY ($1)
            """;

    private static final String NEXT_FAULT = """
            WITH fault AS (
                SELECT * FROM simulator_faults WHERE account_id = $1 FOR UPDATE
            ), spent AS (
                DELETE FROM simulator_faults USING fault
                WHERE simulator_faults.account_id = fault.account_id AND fault.calls = 1
            ), counted AS (
                UPDATE simulator_faults SET calls = fault.calls - 1 FROM fault
                WHERE simulator_faults.account_id = fault.account_id AND fault.calls > 1
            )
            SELECT behaviour, calls, delay_ms, failure_code FROM fault
            """;

    private static final String TELL = """
            INSERT INTO simulator_faults (account_id, behaviour, calls, delay_ms, failure_code) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (account_id) DO UPDATE
            SET behaviour = excluded.behaviour, calls = excluded.calls, delay_ms = excluded.delay_ms,
                failure_code = excluded.failure_code
            """;

    private static final String TELL_NOTHING = "DELETE FROM simulator_faults WHERE account_id = $1";

    private static final long OPERATION_BYTES = 1_024;

    private final Pool pool;
    private final Coalescer<ProviderOperation, Optional<Entry>> records;
    private final Coalescer<Outcome, Optional<Entry>> outcomes;
    private final Coalescer<OperationId, Optional<Entry>> finds;

    /** What is to be recorded whatever the account has told. */
    private record Outcome(ProviderOperation operation, Optional<String> declined) {}

    PgSimulatorStore(Pool pool, Coalescers coalescers) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.records = coalescers.make(
                "simulator records",
                Limits.DEFAULT,
                operation -> OPERATION_BYTES,
                operation -> operation.account().value(),
                LockOrder.by(operation -> operation.id().value(), this::recordAll));
        this.outcomes = coalescers.make(
                "simulator outcomes",
                Limits.DEFAULT,
                outcome -> OPERATION_BYTES,
                outcome -> outcome.operation().account().value(),
                LockOrder.by(outcome -> outcome.operation().id().value(), this::recordOutcomes));
        this.finds = coalescers.make(
                "simulator reads", Limits.DEFAULT, id -> OPERATION_BYTES, OperationId::value, this::findAll);
    }

    @Override
    public Uni<Optional<Entry>> record(ProviderOperation operation) {
        return records.submit(operation);
    }

    @Override
    public Uni<Entry> recordAnyway(ProviderOperation operation, Optional<String> declined) {
        return outcomes.submit(new Outcome(operation, declined))
                // Somebody else has recorded it after this statement had begun to look.
                .flatMap(recorded -> recorded.isPresent() ? Uni.createFrom().item(recorded) : find(operation.id()))
                .map(entry -> entry.orElseThrow(() -> new IllegalStateException(operation.id() + " is not recorded")));
    }

    @Override
    public Uni<Optional<Entry>> find(OperationId operation) {
        return finds.submit(operation);
    }

    @Override
    public Uni<Optional<SimulatorFault>> nextFault(AccountId account) {
        return pool.preparedQuery(NEXT_FAULT)
                .execute(Tuple.of(account.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(fault(rows.iterator().next())));
    }

    @Override
    public Uni<Void> tell(AccountId account, Optional<SimulatorFault> fault) {
        if (fault.isEmpty()) {
            return pool.preparedQuery(TELL_NOTHING)
                    .execute(Tuple.of(account.value()))
                    .replaceWithVoid();
        }
        SimulatorFault told = fault.get();
        return pool.preparedQuery(TELL)
                .execute(Tuple.tuple()
                        .addString(account.value())
                        .addString(told.behaviour().text())
                        .addInteger(told.calls().orElse(null))
                        .addInteger((int) told.delay().toMillis())
                        .addString(told.failureCode().orElse(null)))
                .replaceWithVoid();
    }

    private Uni<List<Optional<Entry>>> recordAll(List<ProviderOperation> operations) {
        return pool.preparedQuery(RECORD)
                .execute(columns(operations))
                .map(rows ->
                        inOrder(rows, operations, operation -> operation.id().value()));
    }

    private Uni<List<Optional<Entry>>> recordOutcomes(List<Outcome> outcomes) {
        Tuple parameters = columns(outcomes.stream().map(Outcome::operation).toList())
                .addArrayOfString(
                        Columns.texts(outcomes, outcome -> outcome.declined().orElse(null)));
        return pool.preparedQuery(RECORD_ANYWAY)
                .execute(parameters)
                .map(rows -> inOrder(
                        rows, outcomes, outcome -> outcome.operation().id().value()));
    }

    private static Tuple columns(List<ProviderOperation> operations) {
        return Tuple.tuple()
                .addArrayOfString(
                        Columns.texts(operations, operation -> operation.id().value()))
                .addArrayOfString(Columns.texts(
                        operations, operation -> operation.charge().value()))
                .addArrayOfString(Columns.texts(
                        operations, operation -> operation.account().value()))
                .addArrayOfString(Columns.texts(operations, PgSimulatorStore::kind))
                .addArrayOfString(Columns.texts(operations, PgSimulatorStore::payment))
                .addArrayOfLong(Columns.longs(
                        operations, operation -> operation.amount().subunits()))
                .addArrayOfString(Columns.texts(
                        operations, operation -> operation.amount().currency().name()));
    }

    private Uni<List<Optional<Entry>>> findAll(List<OperationId> ids) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple().addArrayOfString(Columns.texts(ids, OperationId::value)))
                .map(rows -> inOrder(rows, ids, OperationId::value));
    }

    /** Of several in one statement that ask for the same, the first has recorded it. */
    private static <T> List<Optional<Entry>> inOrder(RowSet<Row> rows, List<T> items, Function<T, String> id) {
        Map<String, Entry> entries = StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap(
                        row -> row.getString("operation_id"), PgSimulatorStore::entry, (one, same) -> one));
        List<Optional<Entry>> inOrder = new ArrayList<>(items.size());
        for (T item : items) {
            Optional<Entry> entry = Optional.ofNullable(entries.get(id.apply(item)));
            entry.ifPresent(found -> entries.replace(id.apply(item), found.again()));
            inOrder.add(entry);
        }
        return inOrder;
    }

    private static Entry entry(Row row) {
        return new Entry(
                Optional.ofNullable(row.getString("failure_code")),
                row.getOffsetDateTime("recorded_at").toInstant(),
                row.getBoolean("first"));
    }

    private static SimulatorFault fault(Row row) {
        String behaviour = row.getString("behaviour");
        return new SimulatorFault(
                Behaviour.of(behaviour).orElseThrow(() -> new IllegalStateException("unknown behaviour " + behaviour)),
                Optional.ofNullable(row.getInteger("calls")),
                Duration.ofMillis(row.getInteger("delay_ms")),
                Optional.ofNullable(row.getString("failure_code")));
    }

    private static String kind(ProviderOperation operation) {
        return operation.kind().name().toLowerCase(Locale.ROOT);
    }

    /** A payment is called by the name that it was asked for by. */
    private static String payment(ProviderOperation operation) {
        return operation
                .payment()
                .map(ProviderReference::value)
                .orElse(operation.id().value());
    }
}
