package io.satang.platform.database;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** What a service needs of its database before it can serve: worth waiting for, since giving up only starts the process again. */
public final class PatientStart {
    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(2);

    private PatientStart() {}

    /**
     * Tries again, with growing pauses, while the database or the way to it is at fault.
     *
     * @param action may be done again, whether or not it was committed
     * @param max    after this long the next failure is final; any other failure is final at once
     */
    public static <T> Uni<T> retrying(Uni<T> action, Duration max) {
        return action.onFailure(failure -> SqlFailure.of(failure) == SqlFailure.PASSING)
                .retry()
                .withBackOff(PAUSE_MIN, PAUSE_MAX)
                .expireIn(max.toMillis());
    }
}
