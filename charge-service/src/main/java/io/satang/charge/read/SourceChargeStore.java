package io.satang.charge.read;

import io.satang.platform.id.SourceId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** How the charges of sources stand. */
@ApplicationScoped
class SourceChargeStore {
    // States on the way have one name for merchants.
    private static final String STATUSES = """
            SELECT source_id, CASE WHEN ended_at IS NULL THEN 'pending' ELSE status END AS status
            FROM charges WHERE source_id = ANY($1::text[])
            """;

    private final Pool pool;

    SourceChargeStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** The status of each source's charge, by the source's id; a source without a charge is left out. */
    Uni<Map<String, String>> statuses(List<SourceId> sourceIds) {
        return pool.preparedQuery(STATUSES)
                .execute(Tuple.of(sourceIds.stream().map(SourceId::value).toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getString("source_id"), row -> row.getString("status"))));
    }
}
