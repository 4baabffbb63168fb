package io.satang.source.status;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Keeps the status of its charge in each source's row. */
@ApplicationScoped
class PgChargeStatusStore implements ChargeStatusStore {
    // Rows are met in the order of their ids, so that two replicas never wait for each other. A lock that was taken
    // first would write each row twice.
    static final String UPDATE = """
            UPDATE sources SET charge_status = change.status, charge_version = change.version
            FROM (SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[]) AS change (source_id, version, status)
                  ORDER BY source_id) AS change
            WHERE sources.id = change.source_id AND sources.charge_version < change.version
            """;

    private final Pool pool;

    PgChargeStatusStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Integer> apply(List<StatusChange> changes) {
        return pool.preparedQuery(UPDATE)
                .execute(Tuple.of(
                        changes.stream().map(StatusChange::sourceId).toArray(String[]::new),
                        changes.stream().map(StatusChange::chargeVersion).toArray(Long[]::new),
                        changes.stream()
                                .map(change -> change.status().wireName())
                                .toArray(String[]::new)))
                .map(rows -> rows.rowCount());
    }
}
