package io.satang.source.token;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Finds tokens. */
@ApplicationScoped
class TokenReadStore {
    private static final String BY_ID_AND_OWNER = """
            SELECT livemode, payload, used_by, charge_status, created_at FROM tokens WHERE id = $1 AND account_id = $2
            """;

    private final Pool pool;

    TokenReadStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** The token, if the account owns one of this id. */
    Uni<Optional<StoredToken>> find(String id, String accountId) {
        return pool.preparedQuery(BY_ID_AND_OWNER)
                .execute(Tuple.of(id, accountId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TokenReadStore::token)
                        .findFirst());
    }

    private static StoredToken token(Row row) {
        return new StoredToken(
                row.getBoolean("livemode"),
                row.getString("payload"),
                Optional.ofNullable(row.getString("used_by")),
                row.getString("charge_status"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
