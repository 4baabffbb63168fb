package io.satang.source.create;

import static io.satang.platform.database.Columns.longs;
import static io.satang.platform.database.Columns.texts;

import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.idempotency.IdempotencyPurge;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.platform.outbox.OutboxSql;
import io.satang.source.NewestSources;
import io.satang.source.create.KeyOutcome.First;
import io.satang.source.create.KeyOutcome.Overtaken;
import io.satang.source.create.KeyOutcome.Used;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes sources that carry an Idempotency-Key. Key, answer, source and event are one statement: a conflict on the key leaves all of them
 * out, and the stored answer comes back instead (docs/decisions/0005-one-statement-idempotency.md).
 */
@ApplicationScoped
class KeyedSourceStore {
    /** How often a request looks again when another replica was using its key; once is enough unless that replica fails. */
    private static final int LOOKS_MAX = 5;

    // Keys are claimed in their order, so that two statements never wait for each other; of equal keys in one statement
    // the first counts. A key whose day is over answers nothing, purged or not.
    // The driver prepares a text of up to 2,048 characters once per connection, and a longer one every time.
    static final String INSERT_ONCE = """
        WITH event AS (
            SELECT * FROM %s
        ), asked AS (
            SELECT asked.*, aggregateid AS source_id, account_id, occurred_at
            FROM unnest($11::text[], $12::bigint[], $13::text[], $14::text[], $15::text[], $16::text[])
                 WITH ORDINALITY AS asked (method, amount, currency, key, request_hash, answer, position)
            JOIN event USING (position)
        ), claimed AS (
            INSERT INTO idempotency_keys (account_id, key, request_hash, source_id, answer, created_at)
            SELECT account_id, key, request_hash, source_id, answer, occurred_at
            FROM asked ORDER BY account_id, key, position
            ON CONFLICT DO NOTHING
            RETURNING *
        ), source AS (
            INSERT INTO sources (id, account_id, livemode, type, amount, currency, payload, created_at)
            SELECT source_id, event.account_id, livemode, method, amount, currency, payload, event.occurred_at
            FROM event JOIN asked USING (position) JOIN claimed USING (source_id)
        ), published AS (
            %s SELECT %s FROM event JOIN claimed ON source_id = aggregateid ORDER BY position
        )
        SELECT claimed.source_id IS NOT DISTINCT FROM asked.source_id AS first,
               coalesce(claimed.request_hash, kept.request_hash) AS request_hash,
               coalesce(claimed.answer, kept.answer) AS answer
        FROM asked
        LEFT JOIN claimed USING (account_id, key)
        LEFT JOIN idempotency_keys AS kept ON (kept.account_id, kept.key) = (asked.account_id, asked.key)
            AND kept.created_at > occurred_at - interval '24 hours'
        ORDER BY position
        """.formatted(OutboxSql.unnest(1), OutboxSql.INSERT, OutboxSql.COLUMNS);

    private final Pool pool;
    private final OutboxRelay relay;
    private final NewestSources newest;
    private final IdempotencyPurge purge;
    private final Coalescer<KeyedSource, KeyOutcome> inserts;

    KeyedSourceStore(
            Pool pool, OutboxRelay relay, NewestSources newest, IdempotencyPurge purge, Coalescers coalescers) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.relay = Objects.requireNonNull(relay, "relay");
        this.newest = Objects.requireNonNull(newest, "newest");
        this.purge = Objects.requireNonNull(purge, "purge");
        this.inserts = coalescers.make(
                "source inserts with a key",
                Coalescer.Limits.DEFAULT,
                keyed -> keyed.source().bytes(),
                this::insertAll);
    }

    /** Answers once it is durable who was first with the key. */
    Uni<KeyOutcome> insertOnce(KeyedSource source) {
        return insertOnce(source, LOOKS_MAX);
    }

    private Uni<KeyOutcome> insertOnce(KeyedSource source, int looksLeft) {
        return inserts.submit(source)
                .flatMap(outcome -> outcome instanceof Overtaken && looksLeft > 1
                        ? free(source).chain(() -> insertOnce(source, looksLeft - 1))
                        : Uni.createFrom().item(outcome));
    }

    // The key may be an old one that has not been purged yet.
    private Uni<Void> free(KeyedSource source) {
        return purge.purge(
                source.source().created().envelope().accountId(),
                source.idempotency().key());
    }

    private Uni<List<KeyOutcome>> insertAll(List<KeyedSource> sources) {
        return pool.preparedQuery(INSERT_ONCE)
                .execute(parameters(sources))
                .map(rows -> outcomes(sources, rows))
                .invoke(outcomes -> committed(created(outcomes)));
    }

    private void committed(List<OutboxEvent> created) {
        newest.keep(created);
        relay.committed(created);
    }

    private static List<OutboxEvent> created(List<KeyOutcome> outcomes) {
        return outcomes.stream()
                .filter(First.class::isInstance)
                .map(outcome -> ((First) outcome).source().created())
                .toList();
    }

    private static List<KeyOutcome> outcomes(List<KeyedSource> sources, RowSet<Row> rows) {
        List<KeyOutcome> outcomes = new ArrayList<>(sources.size());
        rows.forEach(row -> outcomes.add(outcome(sources.get(outcomes.size()), row)));
        return outcomes;
    }

    private static KeyOutcome outcome(KeyedSource source, Row row) {
        if (row.getBoolean("first")) {
            return new First(source.source());
        }
        return row.getString("answer") == null
                ? new Overtaken()
                : new Used(row.getString("request_hash"), row.getString("answer"));
    }

    private static Tuple parameters(List<KeyedSource> sources) {
        Tuple parameters = Tuple.tuple();
        OutboxSql.addTo(
                parameters,
                sources.stream().map(keyed -> keyed.source().created()).toList());
        return parameters
                .addArrayOfString(texts(sources, keyed -> keyed.source().type()))
                .addArrayOfLong(longs(sources, keyed -> keyed.source().amount()))
                .addArrayOfString(texts(sources, keyed -> keyed.source().currency()))
                .addArrayOfString(texts(sources, keyed -> keyed.idempotency().key()))
                .addArrayOfString(texts(sources, keyed -> keyed.idempotency().requestHash()))
                .addArrayOfString(
                        texts(sources, keyed -> keyed.source().object().text()));
    }
}
