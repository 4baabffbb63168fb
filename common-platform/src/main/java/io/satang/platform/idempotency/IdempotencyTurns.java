package io.satang.platform.idempotency;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Lets requests of this replica that carry the same key run one after the other, so that a repeat that comes too early does not do the
 * work of the first again. Between replicas the table's primary key decides.
 */
public final class IdempotencyTurns {
    private final Duration patience;
    private final Clock clock;
    private final Map<Turn, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    private record Turn(String accountId, String key) {}

    /** @param patience how long a request waits for those before it */
    public IdempotencyTurns(Duration patience, Clock clock) {
        this.patience = Objects.requireNonNull(patience, "patience");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Does the work once no other request with this key is under way; fails with 409 when that takes too long. */
    public <T> Uni<T> inTurn(String accountId, IdempotencyRequest request, Supplier<Uni<T>> work) {
        Turn turn = new Turn(accountId, request.key());
        return Uni.createFrom().deferred(() -> inTurn(turn, clock.instant().plus(patience), work));
    }

    // The turn is taken where the work is subscribed to, so that a client that goes at any moment leaves no turn
    // behind.
    private <T> Uni<T> inTurn(Turn turn, Instant deadline, Supplier<Uni<T>> work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> before = underWay.putIfAbsent(turn, done);
        if (before == null) {
            return Uni.createFrom().deferred(work::get).onTermination().invoke(() -> end(turn, done));
        }
        Executor where = here();
        Duration left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
            return Uni.createFrom().failure(IdempotencyRequest.stillRunning());
        }
        return Uni.createFrom()
                .completionStage(before.copy())
                .ifNoItem()
                .after(left)
                .fail()
                .onFailure(TimeoutException.class)
                .transform(late -> IdempotencyRequest.stillRunning())
                .emitOn(where)
                .chain(() -> inTurn(turn, deadline, work));
    }

    // Whoever was before ends in a context of its own, or in none, and the request after it has to go on in its own.
    private static Executor here() {
        return Optional.ofNullable(Vertx.currentContext())
                .map(MutinyHelper::executor)
                .orElse(Runnable::run);
    }

    private void end(Turn turn, CompletableFuture<Void> done) {
        underWay.remove(turn, done);
        done.complete(null);
    }
}
