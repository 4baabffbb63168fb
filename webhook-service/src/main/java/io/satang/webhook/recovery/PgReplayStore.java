package io.satang.webhook.recovery;

import io.satang.platform.http.RequestId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.paging.Page;
import io.satang.webhook.audit.AuditEntry;
import io.satang.webhook.audit.PgAuditStore;
import io.satang.webhook.keyed.PgKeyStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The table {@code replays}. */
@Singleton
class PgReplayStore implements ReplayStore {
    private static final String ENDPOINT =
            "SELECT id FROM endpoints WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL";

    private static final String START = """
            INSERT INTO replays (id, account_id, livemode, endpoint_id, own_uri, from_at, to_at, key, undelivered, rate, state,
                                 looked_at, looked_id, wake_at, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'running', $6, '', now(), $11)
            ON CONFLICT (endpoint_id) WHERE wake_at IS NOT NULL DO NOTHING RETURNING id
            """;

    private static final String FIND = "SELECT * FROM replays WHERE account_id = $1 AND id = $2";

    private static final String STOP = """
            UPDATE replays SET state = 'stopped', wake_at = NULL, ended_at = now()
            WHERE account_id = $1 AND id = $2 AND wake_at IS NOT NULL RETURNING id
            """;

    private static final String COUNT = """
            SELECT count(*) AS total FROM replays
            WHERE account_id = $1 AND endpoint_id = $2 AND created_at BETWEEN $3 AND $4
            """;

    private final Pool pool;
    private final PgReplayStepStore steps;
    private final PgKeyStore keys;

    PgReplayStore(Pool pool, Clock clock) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.steps = new PgReplayStepStore(pool);
        this.keys = new PgKeyStore(pool, clock);
    }

    @Override
    public Uni<Outcome> start(
            Replay replay, Optional<String> ownUri, String answer, Optional<IdempotencyRequest> idempotency) {
        AuditEntry entry = AuditEntry.ofMerchant(
                AuditEntry.Action.REPLAY_STARTED, replay.accountId(), RequestId.current(), replay.id());
        return keys.once(
                replay.accountId(),
                idempotency,
                transaction -> hasEndpoint(transaction, replay, ownUri)
                        .chain(known -> known
                                ? insert(transaction, replay, ownUri, entry, answer)
                                : Uni.createFrom().item(new NoEndpoint())),
                outcome -> outcome instanceof Started ? Optional.of(answer) : Optional.empty(),
                stored -> new Started(new KeyedAnswer(stored, true)));
    }

    @Override
    public Uni<Optional<Replay>> find(String accountId, String id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(accountId, id))
                .map(rows -> replays(rows).findFirst());
    }

    @Override
    public Uni<Part> list(String accountId, String endpointId, Page page) {
        String sql = String.format(Locale.ROOT, """
            SELECT * FROM replays WHERE account_id = $1 AND endpoint_id = $2 AND created_at BETWEEN $3 AND $4
            ORDER BY created_at %1$s, id %1$s LIMIT $5 OFFSET $6
            """, page.order().sql());
        return pool.preparedQuery(COUNT)
                .execute(parameters(accountId, endpointId, page))
                .map(rows -> rows.iterator().next().getLong("total"))
                .chain(total -> pool.preparedQuery(sql)
                        .execute(parameters(accountId, endpointId, page)
                                .addLong((long) page.limit())
                                .addLong((long) page.offset()))
                        .map(rows -> new Part(replays(rows).toList(), total)));
    }

    @Override
    public Uni<Optional<Replay>> stop(String accountId, String id) {
        AuditEntry entry = AuditEntry.ofMerchant(AuditEntry.Action.REPLAY_STOPPED, accountId, RequestId.current(), id);
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(STOP)
                        .execute(Tuple.of(accountId, id))
                        .chain(stopped -> stopped.size() == 0
                                ? Uni.createFrom().voidItem()
                                : PgAuditStore.add(transaction, entry)))
                .chain(() -> find(accountId, id));
    }

    @Override
    public Uni<Boolean> step() {
        return steps.step();
    }

    // The account's own is there as long as the account has an address.
    private static Uni<Boolean> hasEndpoint(SqlConnection transaction, Replay replay, Optional<String> ownUri) {
        return ownUri.isPresent()
                ? Uni.createFrom().item(true)
                : transaction
                        .preparedQuery(ENDPOINT)
                        .execute(Tuple.of(replay.accountId(), replay.endpointId()))
                        .map(rows -> rows.size() > 0);
    }

    private static Uni<Outcome> insert(
            SqlConnection transaction, Replay replay, Optional<String> ownUri, AuditEntry entry, String answer) {
        Replay.Asked asked = replay.asked();
        Tuple row = Tuple.tuple()
                .addString(replay.id())
                .addString(replay.accountId())
                .addBoolean(replay.livemode())
                .addString(replay.endpointId())
                .addString(ownUri.orElse(null))
                .addOffsetDateTime(at(asked.from()))
                .addOffsetDateTime(at(asked.to()))
                .addString(asked.key().orElse(null))
                .addBoolean(asked.undelivered())
                .addInteger(asked.rate())
                .addOffsetDateTime(at(replay.createdAt()));
        return transaction
                .preparedQuery(START)
                .execute(row)
                .chain(started -> started.size() == 0
                        ? Uni.createFrom().item(new Busy())
                        : PgAuditStore.add(transaction, entry)
                                .replaceWith(new Started(new KeyedAnswer(answer, false))));
    }

    private static Tuple parameters(String accountId, String endpointId, Page page) {
        return Tuple.tuple()
                .addString(accountId)
                .addString(endpointId)
                .addOffsetDateTime(at(page.earliest()))
                .addOffsetDateTime(at(page.latest()));
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Stream<Replay> replays(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(PgReplayStore::replay);
    }

    private static Replay replay(Row row) {
        return new Replay(
                row.getString("id"),
                row.getString("account_id"),
                row.getBoolean("livemode"),
                row.getString("endpoint_id"),
                new Replay.Asked(
                        row.getOffsetDateTime("from_at").toInstant(),
                        row.getOffsetDateTime("to_at").toInstant(),
                        Optional.ofNullable(row.getString("key")),
                        row.getBoolean("undelivered"),
                        row.getInteger("rate")),
                Replay.State.of(row.getString("state")),
                row.getLong("looked"),
                row.getLong("queued"),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant));
    }
}
