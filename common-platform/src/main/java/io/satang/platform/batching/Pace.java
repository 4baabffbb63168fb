package io.satang.platform.batching;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * How soon one batch may follow another at the earliest. A batch costs as much as many of its items, so that a machine which takes each at
 * once, however small, has nothing left for what comes next. Where nothing is under way an item still starts at once.
 *
 * @param apart from one beginning to the next
 */
public record Pace(Duration apart) {
    public Pace {
        if (!apart.isPositive()) {
            throw new IllegalArgumentException("a pace is positive");
        }
    }

    /** The same work, which is over no sooner than the next may begin, whether it succeeds or fails. */
    public <T> Uni<T> keep(Uni<T> work) {
        Uni<Void> rest = Uni.createFrom().voidItem().onItem().delayIt().by(apart);
        return Uni.combine().all().unis(work, rest).collectFailures().with((done, over) -> done);
    }
}
