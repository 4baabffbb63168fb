package io.satang.webhook.recovery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads what has failed by the index that holds nothing else. */
@Singleton
class PgFailingEndpointStore implements FailingEndpointStore {
    private static final String THIS_ACCOUNT = "SELECT $1::text AS account_id WHERE $3::bigint > 0";

    // From account to account in the index, whatever lies between.
    private static final String NEXT_ACCOUNTS = """
            WITH RECURSIVE next AS (
                (SELECT account_id, 1 AS step FROM deliveries WHERE account_id > $1 ORDER BY account_id LIMIT 1)
                UNION ALL
                SELECT behind.account_id, next.step + 1
                FROM next CROSS JOIN LATERAL (
                    SELECT account_id FROM deliveries WHERE account_id > next.account_id ORDER BY account_id LIMIT 1
                ) behind
                WHERE next.step < $3::bigint
            )
            SELECT account_id FROM next
            """;

    private final Pool pool;

    PgFailingEndpointStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<List<FailingEndpoint>> of(String accountId) {
        return failing(THIS_ACCOUNT, accountId);
    }

    @Override
    public Uni<List<FailingEndpoint>> after(String accountId) {
        return failing(NEXT_ACCOUNTS, accountId);
    }

    private Uni<List<FailingEndpoint>> failing(String accounts, String accountId) {
        return pool.preparedQuery(sql(accounts))
                .execute(Tuple.of(accountId, (long) COUNTED_MAX, (long) ACCOUNTS_MAX))
                .map(PgFailingEndpointStore::endpoints);
    }

    private static String sql(String accounts) {
        return """
            WITH account AS MATERIALIZED (
                %s
            ), endpoint AS MATERIALIZED (
                SELECT account.account_id, failed.endpoint_id, coalesce(failed.endpoint_id, failed.uri) AS name,
                       count(*) FILTER (WHERE failed.wake_at IS NOT NULL) AS waiting,
                       count(*) FILTER (WHERE failed.wake_at IS NULL) AS exhausted,
                       min(failed.wake_at) FILTER (WHERE failed.state = 'due' AND isfinite(failed.wake_at) AND failed.behind IS NULL) AS next_attempt_at,
                       (array_agg(failed.uri ORDER BY failed.event_id DESC))[1] AS uri,
                       min(failed.event_id) AS oldest, max(failed.event_id) AS newest
                FROM account CROSS JOIN LATERAL (
                    SELECT * FROM deliveries WHERE account_id = account.account_id AND (attempts > 0 OR wake_at IS NULL) LIMIT $2
                ) failed
                GROUP BY account.account_id, failed.endpoint_id, coalesce(failed.endpoint_id, failed.uri)
            )
            SELECT endpoint.*, first.created_at AS since, last.status, last.error
            FROM endpoint
            LEFT JOIN LATERAL (
                SELECT min(created_at) AS created_at FROM attempts
                WHERE event_id = endpoint.oldest AND coalesce(endpoint_id, uri) = endpoint.name
            ) first ON true
            LEFT JOIN LATERAL (
                SELECT status, error FROM attempts
                WHERE event_id = endpoint.newest AND coalesce(endpoint_id, uri) = endpoint.name ORDER BY created_at DESC LIMIT 1
            ) last ON true
            ORDER BY endpoint.account_id, endpoint.name
            """.formatted(accounts);
    }

    private static List<FailingEndpoint> endpoints(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new FailingEndpoint(
                        row.getString("account_id"),
                        Optional.ofNullable(row.getString("endpoint_id")),
                        row.getString("uri"),
                        Optional.ofNullable(row.getOffsetDateTime("since")).map(OffsetDateTime::toInstant),
                        row.getLong("waiting"),
                        row.getLong("exhausted"),
                        Optional.ofNullable(row.getOffsetDateTime("next_attempt_at"))
                                .map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.getShort("status")).map(Short::intValue),
                        Optional.ofNullable(row.getString("error"))))
                .toList();
    }
}
