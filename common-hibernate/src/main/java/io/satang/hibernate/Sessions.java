package io.satang.hibernate;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.satang.platform.database.SqlFailure;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.pgclient.PgException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.JDBCException;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Work with a session, which is the one that is open already or else a new one. Hibernate wraps what the database or the way to it is at fault
 * for, and Mutiny joins it with what fails while the session is closed; the work fails with that fault itself, as if there were no Hibernate,
 * since it is a reason to try again while all else is a bug.
 */
public final class Sessions {
    private static final int CAUSES_MAX = 10;

    private Sessions() {}

    /** Reads. */
    public static <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
        return failingAsTheDatabase(
                Panache.withSession(() -> Panache.getSession().flatMap(work::apply)));
    }

    /** Writes in one transaction, which a failure rolls back. */
    public static <T> Uni<T> write(Function<Mutiny.Session, Uni<T>> work) {
        return failingAsTheDatabase(
                Panache.withTransaction(() -> Panache.getSession().flatMap(work::apply)));
    }

    /**
     * Runs what reads and writes by itself and for nobody's request, such as a timer's task. A session stands in the context of its request;
     * what has no request is given a context of its own here.
     *
     * @param work must not block; called on an event loop
     */
    public static void detached(Runnable work) {
        Context own = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(), "not called on an event loop");
        VertxContextSafetyToggle.setContextSafe(own, true);
        own.runOnContext(ignored -> work.run());
    }

    private static <T> Uni<T> failingAsTheDatabase(Uni<T> work) {
        return work.onFailure().transform(Sessions::faultOrElse);
    }

    /** What passes behind this failure ({@link SqlFailure}); the failure itself when there is no such thing. */
    static Throwable faultOrElse(Throwable failure) {
        return fault(failure, CAUSES_MAX).orElse(failure);
    }

    // Causes may go round in a circle.
    private static Optional<Throwable> fault(Throwable failure, int causesLeft) {
        Throwable itself = failure instanceof JDBCException refusal ? asTheDriver(refusal) : failure;
        if (SqlFailure.isWorthAnotherTry(itself)) {
            return Optional.of(itself);
        }
        return causesLeft == 0
                ? Optional.empty()
                : causes(failure)
                        .flatMap(cause -> fault(cause, causesLeft - 1).stream())
                        .findFirst();
    }

    /** What the server has said before Hibernate put it into words of its own, of which the driver's exception is no cause. */
    private static PgException asTheDriver(JDBCException refusal) {
        return new PgException(
                Objects.requireNonNullElse(refusal.getSQLException().getMessage(), ""),
                "ERROR",
                Objects.requireNonNullElse(refusal.getSQLState(), ""),
                "");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return failure instanceof CompositeException composite
                ? composite.getCauses().stream()
                : Stream.ofNullable(failure.getCause());
    }
}
