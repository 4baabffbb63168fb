package io.satang.events;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * A batch of events that cannot be applied for want of a database is tried until it can: the offset stays where it is, and nothing is
 * skipped. What can never be applied has to be taken out of the batch before (see {@link DeadLetters}).
 */
public final class ConsumerRetry {
    private static final Logger LOG = Logger.getLogger(ConsumerRetry.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private ConsumerRetry() {}

    /** Repeats with growing pauses until it succeeds. */
    public static <T> Uni<T> untilApplied(Uni<T> application) {
        return application
                .onFailure()
                .invoke(failure -> LOG.warnf("events not applied yet: %s", failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }
}
