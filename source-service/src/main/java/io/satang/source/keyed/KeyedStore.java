package io.satang.source.keyed;

import static io.satang.platform.database.Columns.texts;

import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.idempotency.IdempotencyPurge;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxSql;
import io.satang.source.keyed.KeyOutcome.First;
import io.satang.source.keyed.KeyOutcome.Overtaken;
import io.satang.source.keyed.KeyOutcome.Used;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes objects that carry an Idempotency-Key. Key, answer, object and event are one statement: a conflict on the key leaves all of them
 * out, and the stored answer comes back instead (docs/decisions/0005-one-statement-idempotency.md).
 */
public final class KeyedStore<T> {
    /** How often a request looks again when another replica was using its key; once is enough unless that replica fails. */
    private static final int LOOKS_MAX = 5;

    private final Kind<T> kind;
    private final String statement;
    private final Pool pool;
    private final IdempotencyPurge purge;
    private final Coalescer<Keyed<T>, KeyOutcome<T>> inserts;

    /** A kind of object that can be made under a key. */
    public interface Kind<T> {
        /** What to call the queue of its inserts. */
        String queue();

        /**
         * A common table expression that inserts the objects whose keys are new: it joins {@code event} (as {@code OutboxSql} has it) with
         * {@code claimed}, whose {@code source_id} is the object's id. Its
         * own parameters begin with the 14th.
         */
        String insert();

        /** Adds the parameters of {@link #insert}, each an array with an element for each object. */
        void addTo(Tuple parameters, List<T> objects);

        /** The event that tells of the object. */
        OutboxEvent created(T object);

        /** What is answered, now and to repetitions. */
        String answer(T object);

        /** How many bytes of memory it holds, at the most. */
        long bytes(T object);

        /** Hears of objects that are durable. */
        void committed(List<OutboxEvent> created);
    }

    /** A store of objects of this kind. */
    public KeyedStore(Kind<T> kind, Pool pool, IdempotencyPurge purge, Coalescers coalescers) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.statement = statement(kind.insert());
        this.pool = Objects.requireNonNull(pool, "pool");
        this.purge = Objects.requireNonNull(purge, "purge");
        this.inserts = coalescers.make(
                kind.queue(),
                Coalescer.Limits.PACED,
                keyed -> kind.bytes(keyed.object()),
                keyed -> kind.created(keyed.object()).envelope().accountId(),
                this::insertAll);
    }

    /** The statement that writes objects with this {@link Kind#insert}. */
    public static String statement(String insert) {
        // Keys are claimed in their order, so that two statements never wait for each other; of equal keys in one
        // statement
        // the first counts. A key whose day is over answers nothing, purged or not.
        // The driver prepares a text of up to 2,048 characters once per connection, and a longer one every time.
        return """
                WITH event AS (
                    SELECT * FROM %s
                ), asked AS (
                    SELECT asked.*, aggregateid AS source_id, account_id, occurred_at
                    FROM unnest($11::text[], $12::text[], $13::text[])
                         WITH ORDINALITY AS asked (key, request_hash, answer, position)
                    JOIN event USING (position)
                ), claimed AS (
                    INSERT INTO idempotency_keys (account_id, key, request_hash, source_id, answer, created_at)
                    SELECT account_id, key, request_hash, source_id, answer, occurred_at
                    FROM asked ORDER BY account_id, key, position
                    ON CONFLICT DO NOTHING
                    RETURNING *
                ), %s, published AS (
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
                """.formatted(OutboxSql.unnest(1), insert, OutboxSql.INSERT, OutboxSql.COLUMNS);
    }

    /** Answers once it is durable who was first with the key. */
    public Uni<KeyOutcome<T>> insertOnce(Keyed<T> keyed) {
        return insertOnce(keyed, LOOKS_MAX);
    }

    private Uni<KeyOutcome<T>> insertOnce(Keyed<T> keyed, int looksLeft) {
        return inserts.submit(keyed)
                .flatMap(outcome -> outcome instanceof Overtaken && looksLeft > 1
                        ? free(keyed).chain(() -> insertOnce(keyed, looksLeft - 1))
                        : Uni.createFrom().item(outcome));
    }

    // The key may be an old one that has not been purged yet.
    private Uni<Void> free(Keyed<T> keyed) {
        return purge.purge(
                kind.created(keyed.object()).envelope().accountId(),
                keyed.idempotency().key());
    }

    private Uni<List<KeyOutcome<T>>> insertAll(List<Keyed<T>> all) {
        return pool.preparedQuery(statement)
                .execute(parameters(all))
                .map(rows -> outcomes(all, rows))
                .invoke(outcomes -> kind.committed(created(outcomes)));
    }

    private List<OutboxEvent> created(List<KeyOutcome<T>> outcomes) {
        return outcomes.stream()
                .filter(First.class::isInstance)
                .map(outcome -> kind.created(((First<T>) outcome).object()))
                .toList();
    }

    private List<KeyOutcome<T>> outcomes(List<Keyed<T>> all, RowSet<Row> rows) {
        List<KeyOutcome<T>> outcomes = new ArrayList<>(all.size());
        rows.forEach(row -> outcomes.add(outcome(all.get(outcomes.size()), row)));
        return outcomes;
    }

    private KeyOutcome<T> outcome(Keyed<T> keyed, Row row) {
        if (row.getBoolean("first")) {
            return new First<>(keyed.object());
        }
        return row.getString("answer") == null
                ? new Overtaken<>()
                : new Used<>(row.getString("request_hash"), row.getString("answer"));
    }

    private Tuple parameters(List<Keyed<T>> all) {
        List<T> objects = all.stream().map(Keyed::object).toList();
        Tuple parameters = Tuple.tuple();
        OutboxSql.addTo(parameters, objects.stream().map(kind::created).toList());
        parameters
                .addArrayOfString(texts(all, keyed -> keyed.idempotency().key()))
                .addArrayOfString(texts(all, keyed -> keyed.idempotency().requestHash()))
                .addArrayOfString(texts(all, keyed -> kind.answer(keyed.object())));
        kind.addTo(parameters, objects);
        return parameters;
    }
}
