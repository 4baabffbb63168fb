package io.satang.account;

import io.satang.hibernate.KeyRows;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What operators' requests with an {@code Idempotency-Key} were answered. */
@ApplicationScoped
public class KeyedAnswerStore {
    /** Whose keys these are. */
    public static final String OWNER = "operator";

    private final Clock clock;

    KeyedAnswerStore(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** What the first request was answered, if there was one; fails with 422 when that was another request. */
    public Uni<Optional<String>> find(IdempotencyRequest request) {
        return KeyRows.find(OWNER, request, clock.instant());
    }

    /**
     * Stores the answer in the transaction that does what was asked. False when the key is taken; fails with 409 when whoever is taking it
     * does not come to an end.
     */
    Uni<Boolean> claim(Mutiny.Session session, IdempotencyRequest request, String answer) {
        return KeyRows.claim(session, OWNER, request, answer, clock.instant());
    }
}
