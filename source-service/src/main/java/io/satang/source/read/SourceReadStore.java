package io.satang.source.read;

import io.satang.source.NewestSources;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds sources. */
@ApplicationScoped
class SourceReadStore {
    private static final String BY_ID_AND_OWNER =
            "SELECT payload, charge_status FROM sources WHERE id = $1 AND account_id = $2";
    private static final String PAYLOADS_BY_IDS = "SELECT payload FROM sources WHERE id = ANY($1::text[]) ORDER BY id";

    private final Pool pool;
    private final NewestSources newest;

    SourceReadStore(Pool pool, NewestSources newest) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.newest = Objects.requireNonNull(newest, "newest");
    }

    /** The source, if the account owns one of this id. */
    Uni<Optional<StoredSource>> find(String id, String accountId) {
        return pool.preparedQuery(BY_ID_AND_OWNER)
                .execute(Tuple.of(id, accountId))
                .map(rows -> stream(rows)
                        .map(row -> new StoredSource(row.getString("payload"), row.getString("charge_status")))
                        .findFirst());
    }

    /** The {@code source.created} payloads of those ids that exist; the database is asked for those only that were not made here just now. */
    Uni<List<String>> payloads(List<String> ids) {
        Map<String, String> held = new LinkedHashMap<>();
        ids.forEach(id -> newest.payload(id).ifPresent(payload -> held.put(id, payload)));
        List<String> others = ids.stream().filter(id -> !held.containsKey(id)).toList();
        List<String> payloads = List.copyOf(held.values());
        return others.isEmpty()
                ? Uni.createFrom().item(payloads)
                : stored(others)
                        .map(rest ->
                                Stream.concat(payloads.stream(), rest.stream()).toList());
    }

    private Uni<List<String>> stored(List<String> ids) {
        return pool.preparedQuery(PAYLOADS_BY_IDS)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> stream(rows).map(row -> row.getString("payload")).toList());
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
