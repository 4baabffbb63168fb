package io.satang.hibernate;

import io.satang.platform.error.ApiException;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hibernate.JDBCException;
import org.hibernate.reactive.mutiny.Mutiny;

/** What requests with an {@code Idempotency-Key} were answered. A concurrent repeat waits at the primary key for the first. */
public final class KeyRows {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String FIND = """
        SELECT request_hash, answer FROM idempotency_keys WHERE account_id = ?1 AND key = ?2 AND created_at > ?3
        """;

    private static final String CLAIM = """
        INSERT INTO idempotency_keys AS stored (account_id, key, request_hash, answer, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (account_id, key) DO UPDATE
            SET request_hash = excluded.request_hash, answer = excluded.answer, created_at = excluded.created_at
            WHERE stored.created_at <= ?6
        """;

    private KeyRows() {}

    /**
     * What the first request was answered, if there was one; fails with 422 when that was another request.
     *
     * @param owner whose keys these are, such as an account
     * @param now   until when keys are remembered follows from it
     */
    public static Uni<Optional<String>> find(String owner, IdempotencyRequest request, Instant now) {
        return Sessions.read(session -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter(1, owner)
                        .setParameter(2, request.key())
                        .setParameter(3, lastOver(now))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> request.replay((String) row[0], (String) row[1]))
                        .findFirst());
    }

    /**
     * Stores the answer in the transaction that does what was asked. False when the key is taken; fails with an {@link ApiException}, 409, when
     * whoever is taking it does not come to an end.
     */
    public static Uni<Boolean> claim(
            Mutiny.Session session, String owner, IdempotencyRequest request, String answer, Instant now) {
        return session.createNativeQuery(CLAIM)
                .setParameter(1, owner)
                .setParameter(2, request.key())
                .setParameter(3, request.requestHash())
                .setParameter(4, answer)
                .setParameter(5, now.atOffset(ZoneOffset.UTC))
                .setParameter(6, lastOver(now))
                .executeUpdate()
                .map(claimed -> claimed > 0)
                .onFailure(KeyRows::waitedTooLong)
                .transform(late -> IdempotencyRequest.stillRunning());
    }

    private static OffsetDateTime lastOver(Instant now) {
        return now.minus(IdempotencyRequest.KEPT).atOffset(ZoneOffset.UTC);
    }

    private static boolean waitedTooLong(Throwable failure) {
        return failure instanceof JDBCException refusal && LOCK_NOT_AVAILABLE.equals(refusal.getSQLState());
    }
}
