package io.satang.account;

import io.smallrye.mutiny.CompositeException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hibernate wraps the loss of a connection, and Mutiny joins it with what fails while the session is closed. Callers are to see the loss
 * itself: it is a reason to try again, and anything else is a bug.
 */
final class ConnectionLoss {
    private static final int CAUSES_MAX = 10;

    private ConnectionLoss() {}

    /** The loss of a connection behind this failure; the failure itself when there is none. */
    static Throwable orElse(Throwable failure) {
        return find(failure, CAUSES_MAX).orElse(failure);
    }

    private static Optional<Throwable> find(Throwable failure, int causesLeft) {
        if (failure instanceof ClosedConnectionException || failure instanceof IOException) {
            return Optional.of(failure);
        }
        // Causes may go round in a circle.
        return causesLeft == 0
                ? Optional.empty()
                : causes(failure)
                        .map(cause -> find(cause, causesLeft - 1))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return failure instanceof CompositeException composite
                ? composite.getCauses().stream()
                : Stream.ofNullable(failure.getCause());
    }
}
