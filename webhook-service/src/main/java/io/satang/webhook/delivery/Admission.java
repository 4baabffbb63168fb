package io.satang.webhook.delivery;

import io.satang.webhook.delivery.Destination.Later;
import io.satang.webhook.delivery.Destination.To;
import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Whether a delivery may be attempted now, and where: not at an endpoint that has asked to be left alone for a while, nor more often than it
 * takes deliveries.
 *
 * <p>Safe for use by several threads.
 */
final class Admission {
    private final Destinations destinations;
    private final Clock clock;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Throttles throttles = new Throttles();
    private final Paces paces = new Paces();

    Admission(Destinations destinations, Clock clock, RandomGenerator random) {
        this.destinations = destinations;
        this.clock = clock;
        this.random = random;
    }

    /** Where it goes now, if it may. */
    Uni<Destination> of(Delivery delivery) {
        Instant now = clock.instant();
        return throttledUntil(delivery, now)
                .map(until -> Uni.createFrom().<Destination>item(new Later(spread(Duration.between(now, until)))))
                .orElseGet(() -> destinations.of(delivery).flatMap(destination -> inItsTurn(delivery, destination)));
    }

    // To wait for one's turn is no failure. A short wait is not worth a trip to the table.
    private Uni<Destination> inItsTurn(Delivery delivery, Destination destination) {
        Optional<EndpointId> endpoint = delivery.recipient().endpointId();
        if (!(destination instanceof To to) || to.perSecond().isEmpty() || endpoint.isEmpty()) {
            return Uni.createFrom().item(destination);
        }
        // At its present address it is asked again, and takes its token then.
        if (!to.endpoint().equals(delivery.endpoint())) {
            return Uni.createFrom().item(destination);
        }
        Duration wait = paces.take(endpoint.get(), to.perSecond().getAsInt(), clock.instant());
        if (wait.isZero()) {
            return Uni.createFrom().item(destination);
        }
        return wait.compareTo(Paces.WAIT_MAX) > 0
                ? Uni.createFrom().item(new Later(spread(wait)))
                : Uni.createFrom().item(destination).onItem().delayIt().by(wait);
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

    // Over half as long again, so that an endpoint that could not keep up is not asked for everything at once.
    private Duration spread(Duration pause) {
        return pause.plusMillis((long) (pause.toMillis() / 2.0 * random.nextDouble()));
    }
}
