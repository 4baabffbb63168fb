package io.satang.source.read;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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

    SourceReadStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** The source, if the account owns one of this id. */
    Uni<Optional<StoredSource>> find(String id, String accountId) {
        return pool.preparedQuery(BY_ID_AND_OWNER)
                .execute(Tuple.of(id, accountId))
                .map(rows -> stream(rows)
                        .map(row -> new StoredSource(row.getString("payload"), row.getString("charge_status")))
                        .findFirst());
    }

    /** The {@code source.created} payloads of those ids that exist. */
    Uni<List<String>> payloads(List<String> ids) {
        return pool.preparedQuery(PAYLOADS_BY_IDS)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> stream(rows).map(row -> row.getString("payload")).toList());
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
