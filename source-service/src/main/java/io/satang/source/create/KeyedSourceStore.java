package io.satang.source.create;

import static io.satang.platform.database.Columns.longs;
import static io.satang.platform.database.Columns.texts;

import io.satang.platform.batching.Coalescers;
import io.satang.platform.idempotency.IdempotencyPurge;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.source.NewestSources;
import io.satang.source.keyed.KeyOutcome;
import io.satang.source.keyed.Keyed;
import io.satang.source.keyed.KeyedStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Writes sources that carry an Idempotency-Key. */
@ApplicationScoped
class KeyedSourceStore {
    private static final String INSERT = """
            source AS (
                INSERT INTO sources (id, account_id, livemode, type, amount, currency, payload, created_at)
                SELECT source_id, event.account_id, livemode, method, amount, currency, payload, event.occurred_at
                FROM event JOIN claimed ON source_id = aggregateid
                JOIN unnest($14::text[], $15::bigint[], $16::text[]) WITH ORDINALITY
                     AS source (method, amount, currency, position) USING (position)
            )""";

    static final String INSERT_ONCE = KeyedStore.statement(INSERT);

    private final KeyedStore<NewSource> store;

    KeyedSourceStore(
            Pool pool, OutboxRelay relay, NewestSources newest, IdempotencyPurge purge, Coalescers coalescers) {
        this.store = new KeyedStore<>(new Sources(relay, newest), pool, purge, coalescers);
    }

    /** Answers once it is durable who was first with the key. */
    Uni<KeyOutcome<NewSource>> insertOnce(Keyed<NewSource> source) {
        return store.insertOnce(source);
    }

    private record Sources(OutboxRelay relay, NewestSources newest) implements KeyedStore.Kind<NewSource> {
        Sources {
            Objects.requireNonNull(relay, "relay");
            Objects.requireNonNull(newest, "newest");
        }

        @Override
        public String queue() {
            return "source inserts with a key";
        }

        @Override
        public String insert() {
            return INSERT;
        }

        @Override
        public void addTo(Tuple parameters, List<NewSource> sources) {
            parameters
                    .addArrayOfString(texts(sources, NewSource::type))
                    .addArrayOfLong(longs(sources, NewSource::amount))
                    .addArrayOfString(texts(sources, NewSource::currency));
        }

        @Override
        public OutboxEvent created(NewSource source) {
            return source.created();
        }

        @Override
        public String answer(NewSource source) {
            return source.object().text();
        }

        @Override
        public long bytes(NewSource source) {
            return source.bytes();
        }

        @Override
        public void committed(List<OutboxEvent> created) {
            newest.keep(created);
            relay.committed(created);
        }
    }
}
