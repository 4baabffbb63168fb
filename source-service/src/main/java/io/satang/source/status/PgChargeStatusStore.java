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
    // Rows are locked in the order of their ids, so that two replicas never wait for each other.
    private static final String UPDATE = """
            WITH change AS (
                SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[]) AS change (source_id, version, status)
            ), stale AS (
                SELECT sources.id, change.version, change.status
                FROM sources JOIN change ON change.source_id = sources.id
                WHERE sources.charge_version < change.version
                ORDER BY sources.id FOR UPDATE OF sources
            )
            UPDATE sources SET charge_status = stale.status, charge_version = stale.version
            FROM stale WHERE sources.id = stale.id AND sources.charge_version < stale.version
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
