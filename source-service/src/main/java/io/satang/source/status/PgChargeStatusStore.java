package io.satang.source.status;

import static io.satang.platform.database.Columns.longs;
import static io.satang.platform.database.Columns.texts;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Keeps the status of its charge in the row of each source and token. */
@ApplicationScoped
class PgChargeStatusStore implements ChargeStatusStore {
    // Rows are met in the order of their ids, so that two replicas never wait for each other. A lock that was taken
    // first would write each row twice.
    private static final String UPDATE_OF = """
            UPDATE %1$s SET charge_status = change.status, charge_version = change.version
            FROM (SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[]) AS change (paid_with, version, status)
                  ORDER BY paid_with) AS change
            WHERE %1$s.id = change.paid_with AND %1$s.charge_version < change.version
            """;

    static final String UPDATE = UPDATE_OF.formatted("sources");
    static final String UPDATE_TOKENS = UPDATE_OF.formatted("tokens");

    private final Pool pool;

    PgChargeStatusStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Integer> apply(List<StatusChange> changes) {
        Map<Boolean, List<StatusChange>> byToken =
                changes.stream().collect(Collectors.partitioningBy(StatusChange::isOfToken));
        return apply(UPDATE, byToken.getOrDefault(false, List.of()))
                .flatMap(sources -> apply(UPDATE_TOKENS, byToken.getOrDefault(true, List.of()))
                        .map(tokens -> sources + tokens));
    }

    private Uni<Integer> apply(String update, List<StatusChange> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return pool.preparedQuery(update)
                .execute(Tuple.of(
                        texts(changes, StatusChange::paidWith),
                        longs(changes, StatusChange::chargeVersion),
                        texts(changes, change -> change.status().wireName())))
                .map(rows -> rows.rowCount());
    }
}
