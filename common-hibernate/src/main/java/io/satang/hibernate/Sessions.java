package io.satang.hibernate;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Work with a session, which is the one that is open already or else a new one. Hibernate wraps the loss of a connection, and Mutiny joins it
 * with what fails while the session is closed; the work fails with the loss itself, which is a reason to try again while all else is a bug.
 */
public final class Sessions {
    private static final int CAUSES_MAX = 10;

    private Sessions() {}

    /** Reads. */
    public static <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
        return failingAsTheConnection(
                Panache.withSession(() -> Panache.getSession().flatMap(work::apply)));
    }

    /** Writes in one transaction, which a failure rolls back. */
    public static <T> Uni<T> write(Function<Mutiny.Session, Uni<T>> work) {
        return failingAsTheConnection(
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

    private static <T> Uni<T> failingAsTheConnection(Uni<T> work) {
        return work.onFailure().transform(Sessions::lossOrElse);
    }

    /** The loss of a connection behind this failure; the failure itself when there is none. */
    static Throwable lossOrElse(Throwable failure) {
        return loss(failure, CAUSES_MAX).orElse(failure);
    }

    // Causes may go round in a circle.
    private static Optional<Throwable> loss(Throwable failure, int causesLeft) {
        if (failure instanceof ClosedConnectionException || failure instanceof IOException) {
            return Optional.of(failure);
        }
        return causesLeft == 0
                ? Optional.empty()
                : causes(failure)
                        .flatMap(cause -> loss(cause, causesLeft - 1).stream())
                        .findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return failure instanceof CompositeException composite
                ? composite.getCauses().stream()
                : Stream.ofNullable(failure.getCause());
    }
}
