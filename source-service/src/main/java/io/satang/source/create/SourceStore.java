package io.satang.source.create;

import static io.satang.platform.database.Columns.longs;
import static io.satang.platform.database.Columns.texts;

import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.platform.outbox.OutboxSql;
import io.satang.source.NewestSources;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Writes new sources and their events; sources that come together go in one statement, which is one round trip and one commit. */
@ApplicationScoped
class SourceStore {
    static final String INSERT = """
            WITH event AS MATERIALIZED (
                SELECT * FROM %s
            ), source AS (
                INSERT INTO sources (id, account_id, livemode, type, amount, currency, payload, created_at)
                SELECT event.aggregateid, event.account_id, event.livemode, source.type, source.amount, source.currency,
                       event.payload, event.occurred_at
                FROM event
                JOIN unnest($11::text[], $12::bigint[], $13::text[]) WITH ORDINALITY
                     AS source (type, amount, currency, position) USING (position)
            )
            %s SELECT %s FROM event ORDER BY event.position
            """.formatted(OutboxSql.unnest(1), OutboxSql.INSERT, OutboxSql.COLUMNS);

    private final Pool pool;
    private final OutboxRelay relay;
    private final NewestSources newest;
    private final Coalescer<NewSource, NewSource> inserts;

    SourceStore(Pool pool, OutboxRelay relay, NewestSources newest, Coalescers coalescers) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.relay = Objects.requireNonNull(relay, "relay");
        this.newest = Objects.requireNonNull(newest, "newest");
        this.inserts = coalescers.make(
                "source inserts", Coalescer.Limits.PACED, NewSource::bytes, NewSource::accountId, this::insertAll);
    }

    /** Answers once the source and its event are durable. */
    Uni<NewSource> insert(NewSource source) {
        return inserts.submit(source);
    }

    private Uni<List<NewSource>> insertAll(List<NewSource> sources) {
        return pool.preparedQuery(INSERT)
                .execute(parameters(sources))
                .invoke(() -> committed(created(sources)))
                .replaceWith(sources);
    }

    private void committed(List<OutboxEvent> created) {
        newest.keep(created);
        relay.committed(created);
    }

    private static List<OutboxEvent> created(List<NewSource> sources) {
        return sources.stream().map(NewSource::created).toList();
    }

    private static Tuple parameters(List<NewSource> sources) {
        Tuple parameters = Tuple.tuple();
        OutboxSql.addTo(parameters, created(sources));
        return parameters
                .addArrayOfString(texts(sources, NewSource::type))
                .addArrayOfLong(longs(sources, NewSource::amount))
                .addArrayOfString(texts(sources, NewSource::currency));
    }
}
