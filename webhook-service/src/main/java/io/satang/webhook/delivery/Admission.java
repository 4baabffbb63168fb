package io.satang.webhook.delivery;

import io.satang.webhook.delivery.Destination.Later;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Whether a delivery may be attempted now, and where: not at an endpoint that has asked to be left alone for a while.
 *
 * <p>Safe for use by several threads.
 */
final class Admission {
    private final Destinations destinations;
    private final Clock clock;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Throttles throttles = new Throttles();

    Admission(Destinations destinations, Clock clock, RandomGenerator random) {
        this.destinations = destinations;
        this.clock = clock;
        this.random = random;
    }

    /** Where it goes now, if it may. */
    Uni<Destination> of(Delivery delivery) {
        Instant now = clock.instant();
        return throttledUntil(delivery, now)
                .map(until -> Uni.createFrom().<Destination>item(Later.about(Duration.between(now, until), random)))
                .orElseGet(() -> destinations.of(delivery));
    }

    /** An attempt on the delivery has ended like this. */
    void heard(Delivery delivery, AttemptOutcome outcome) {
        lock.lock();
        try {
            throttles.heard(delivery, outcome, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private Optional<Instant> throttledUntil(Delivery delivery, Instant now) {
        lock.lock();
        try {
            return throttles.until(delivery, now);
        } finally {
            lock.unlock();
        }
    }
}
