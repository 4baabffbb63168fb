package io.satang.source.token;

import io.satang.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;

/** Deletes the secrets of tokens that nobody needs any more, and with them the tokens that nobody took. */
@ApplicationScoped
class ExpiredTokenStore {
    // Ids begin with the time when they were made, so that the oldest secrets come first without an index of their
    // own. Only those stay behind whose charge is not over.
    static final String DELETE = """
            WITH over AS (
                SELECT token_id, used_by IS NULL AS unused
                FROM token_secrets LEFT JOIN tokens ON id = token_id
                WHERE token_id >= $1 AND token_id < $2
                  AND (used_by IS NULL OR charge_status NOT IN ('unknown', 'pending') OR token_id < $3)
                ORDER BY token_id LIMIT $4
                FOR UPDATE OF token_secrets SKIP LOCKED
            ), forgotten AS (
                DELETE FROM tokens USING over WHERE id = token_id AND unused AND used_by IS NULL
            )
            DELETE FROM token_secrets USING over WHERE token_secrets.token_id = over.token_id
            """;

    private final Pool pool;

    ExpiredTokenStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /**
     * Deletes a bounded number, the oldest first, around those that another replica is deleting.
     *
     * @param livemode which tokens
     * @param now      by which they have expired
     * @return how many secrets are gone
     */
    Uni<Integer> delete(boolean livemode, Instant now, int atMost) {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(
                        Ids.firstOf("tokn", livemode, Instant.EPOCH),
                        Ids.firstOf("tokn", livemode, now.minus(TokenLife.OPEN).minus(TokenLife.GRACE)),
                        Ids.firstOf("tokn", livemode, now.minus(TokenLife.MATERIAL)),
                        atMost))
                .map(rows -> rows.rowCount());
    }
}
