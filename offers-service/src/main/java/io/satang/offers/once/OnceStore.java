package io.satang.offers.once;

import io.satang.hibernate.Sessions;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.JDBCException;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes once for each {@code Idempotency-Key}. The key is claimed in the transaction that does what was asked, so that both are there or
 * neither; a concurrent repeat waits at the primary key for the first.
 */
@ApplicationScoped
public class OnceStore {
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

    private final Clock clock;

    OnceStore(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Does the work in one transaction, unless the request was answered before.
     *
     * @param request empty when the client has sent no key
     * @param work    writes, and answers the object as the client is to see it
     * @return fails with an {@link io.satang.platform.error.ApiException}: 422 when the key was used with another request, 409 when the first
     *     one does not come to an end
     */
    public Uni<Answer> write(
            String accountId, Optional<IdempotencyRequest> request, Function<Mutiny.Session, Uni<String>> work) {
        return request.map(key -> writeOnce(accountId, key, work))
                .orElseGet(() -> Sessions.write(work).map(json -> new Answer(json, false)));
    }

    private Uni<Answer> writeOnce(
            String accountId, IdempotencyRequest request, Function<Mutiny.Session, Uni<String>> work) {
        return find(accountId, request)
                .flatMap(found -> found.isPresent()
                        ? Uni.createFrom().item(found.get())
                        : writeFirst(accountId, request, work)
                                .onFailure(Overtaken.class)
                                .recoverWithUni(() -> find(accountId, request)
                                        .map(first -> first.orElseThrow(IdempotencyRequest::stillRunning))));
    }

    private Uni<Answer> writeFirst(
            String accountId, IdempotencyRequest request, Function<Mutiny.Session, Uni<String>> work) {
        return Sessions.write(session -> work.apply(session)
                .call(json -> claim(session, accountId, request, json))
                .map(json -> new Answer(json, false)));
    }

    private Uni<Optional<Answer>> find(String accountId, IdempotencyRequest request) {
        return Sessions.read(session -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter(1, accountId)
                        .setParameter(2, request.key())
                        .setParameter(3, lastOver())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Answer(request.replay((String) row[0], (String) row[1]), true))
                        .findFirst());
    }

    private Uni<Void> claim(Mutiny.Session session, String accountId, IdempotencyRequest request, String answer) {
        return session.createNativeQuery(CLAIM)
                .setParameter(1, accountId)
                .setParameter(2, request.key())
                .setParameter(3, request.requestHash())
                .setParameter(4, answer)
                .setParameter(5, clock.instant().atOffset(ZoneOffset.UTC))
                .setParameter(6, lastOver())
                .executeUpdate()
                .onFailure(OnceStore::waitedTooLong)
                .transform(late -> IdempotencyRequest.stillRunning())
                .invoke(claimed -> {
                    if (claimed == 0) {
                        throw new Overtaken();
                    }
                })
                .replaceWithVoid();
    }

    private OffsetDateTime lastOver() {
        return clock.instant().minus(IdempotencyRequest.KEPT).atOffset(ZoneOffset.UTC);
    }

    private static boolean waitedTooLong(Throwable failure) {
        return failure instanceof JDBCException refusal && LOCK_NOT_AVAILABLE.equals(refusal.getSQLState());
    }

    /** Rolls back what was done in vain. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("overtaken", null, false, false);
        }
    }
}
