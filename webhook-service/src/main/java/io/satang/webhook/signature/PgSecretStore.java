package io.satang.webhook.signature;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The table {@code webhook_secrets}. */
@Singleton
class PgSecretStore implements SecretStore {
    private static final String SECRETS = """
            WITH made AS (
                INSERT INTO webhook_secrets (account_id, secret, created_at) VALUES ($1, $2, $3)
                ON CONFLICT (account_id) WHERE expires_at IS NULL DO NOTHING
                RETURNING secret, expires_at, created_at
            )
            SELECT secret, expires_at, created_at FROM webhook_secrets
            WHERE account_id = $1 AND (expires_at IS NULL OR expires_at > $3)
            UNION ALL
            SELECT secret, expires_at, created_at FROM made
            ORDER BY created_at DESC
            """;

    private final Pool pool;

    PgSecretStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<List<Stored>> secrets(String accountId, String ifNone, Instant now) {
        Tuple parameters = Tuple.of(accountId, ifNone, now.atOffset(ZoneOffset.UTC));
        Uni<List<Stored>> query =
                pool.preparedQuery(SECRETS).execute(parameters).map(PgSecretStore::stored);
        // Nothing made and nothing seen: another replica has made it since this statement's snapshot, and the next one
        // sees it.
        return query.flatMap(found -> found.isEmpty() ? query : Uni.createFrom().item(found));
    }

    private static List<Stored> stored(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Stored(
                        row.getString("secret"),
                        Optional.ofNullable(row.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant)))
                .toList();
    }
}
