package io.satang.platform.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The table {@code idempotency_keys}. A concurrent repeat waits for the first to commit, at the primary key, and then finds its answer. */
public final class KeyRows {
    private static final String FIND =
            "SELECT request_hash, answer FROM idempotency_keys WHERE account_id = $1 AND key = $2 AND created_at > $3";

    private static final String CLAIM = """
            INSERT INTO idempotency_keys AS stored (account_id, key, request_hash, answer, created_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (account_id, key) DO UPDATE
                SET request_hash = excluded.request_hash, answer = excluded.answer, created_at = excluded.created_at
                WHERE stored.created_at <= $6
            RETURNING key
            """;

    private KeyRows() {}

    /**
     * What this request was answered before.
     *
     * @param owner whose keys these are, such as an account
     * @param now until when keys are remembered follows from it
     * @return fails with an {@link io.satang.platform.error.ApiException}, 422, when the key was used with another request
     */
    public static Uni<Optional<String>> find(SqlClient client, String owner, IdempotencyRequest request, Instant now) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(
                        owner, request.key(), now.minus(IdempotencyRequest.KEPT).atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    Row row = rows.iterator().next();
                    return Optional.of(request.replay(row.getString("request_hash"), row.getString("answer")));
                });
    }

    /**
     * Claims the key for this answer, within the transaction that does what was asked.
     *
     * @param owner whose keys these are, such as an account
     * @param now   until when keys are remembered follows from it
     * @return false when somebody else has claimed it
     */
    public static Uni<Boolean> claim(
            SqlConnection transaction, String owner, IdempotencyRequest request, String answer, Instant now) {
        Tuple key = Tuple.tuple()
                .addString(owner)
                .addString(request.key())
                .addString(request.requestHash())
                .addString(answer)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.minus(IdempotencyRequest.KEPT).atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(CLAIM).execute(key).map(rows -> rows.size() > 0);
    }
}
