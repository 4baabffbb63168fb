package io.satang.offers.once;

import io.satang.hibernate.KeyRows;
import io.satang.hibernate.Sessions;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.outbox.OutboxRelay;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes once for each {@code Idempotency-Key}. The key is claimed in the transaction that does what was asked, so that both are there or
 * neither; a concurrent repeat waits at the primary key for the first.
 */
@ApplicationScoped
public class OnceStore {
    private final OutboxRelay relay;
    private final Clock clock;

    OnceStore(OutboxRelay relay, Clock clock) {
        this.relay = Objects.requireNonNull(relay, "relay");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Does the work in one transaction, unless the request was answered before, and hands on what it tells once that is committed.
     *
     * @param request empty when the client has sent no key
     * @return fails with an {@link io.satang.platform.error.ApiException}: 422 when the key was used with another request, 409 when the first
     *     one does not come to an end
     */
    public Uni<KeyedAnswer> tell(
            String accountId, Optional<IdempotencyRequest> request, Function<Mutiny.Session, Uni<Written>> work) {
        return request.map(key -> writeOnce(accountId, key, work))
                .orElseGet(() -> tell(work).map(json -> new KeyedAnswer(json, false)));
    }

    /** The same for work that tells nothing. */
    public Uni<KeyedAnswer> write(
            String accountId, Optional<IdempotencyRequest> request, Function<Mutiny.Session, Uni<String>> work) {
        return tell(accountId, request, session -> work.apply(session).map(json -> new Written(json, List.of())));
    }

    /** Does the work in one transaction, and hands on what it tells once that is committed. */
    public Uni<String> tell(Function<Mutiny.Session, Uni<Written>> work) {
        return Sessions.write(work)
                .invoke(written -> relay.committed(written.told()))
                .map(Written::json);
    }

    private Uni<KeyedAnswer> writeOnce(
            String accountId, IdempotencyRequest request, Function<Mutiny.Session, Uni<Written>> work) {
        return find(accountId, request)
                .flatMap(found -> found.isPresent()
                        ? Uni.createFrom().item(found.get())
                        : writeFirst(accountId, request, work)
                                .onFailure(Overtaken.class)
                                .recoverWithUni(() -> find(accountId, request)
                                        .map(first -> first.orElseThrow(IdempotencyRequest::stillRunning))));
    }

    private Uni<KeyedAnswer> writeFirst(
            String accountId, IdempotencyRequest request, Function<Mutiny.Session, Uni<Written>> work) {
        return tell(session -> work.apply(session).call(written -> claim(session, accountId, request, written.json())))
                .map(json -> new KeyedAnswer(json, false));
    }

    private Uni<Optional<KeyedAnswer>> find(String accountId, IdempotencyRequest request) {
        return KeyRows.find(accountId, request, clock.instant())
                .map(found -> found.map(json -> new KeyedAnswer(json, true)));
    }

    private Uni<Void> claim(Mutiny.Session session, String accountId, IdempotencyRequest request, String answer) {
        return KeyRows.claim(session, accountId, request, answer, clock.instant())
                .invoke(claimed -> {
                    if (!claimed) {
                        throw new Overtaken();
                    }
                })
                .replaceWithVoid();
    }

    /** Rolls back what was done in vain. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("overtaken", null, false, false);
        }
    }
}
