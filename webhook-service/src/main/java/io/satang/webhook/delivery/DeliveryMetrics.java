package io.satang.webhook.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.satang.webhook.delivery.DeliveryState.Exhausted;
import io.satang.webhook.delivery.DeliveryStore.Backlog;
import io.satang.webhook.delivery.HeldStore.GivenUp;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What operators watch: how much waits and for how long, how attempts end, and how long merchants wait for news. */
@Singleton
class DeliveryMetrics implements DispatchObserver {
    private static final Logger LOG = Logger.getLogger(DeliveryMetrics.class);
    private static final String OF_CHARGES = "addresses of charges of ";

    private final MeterRegistry metrics;
    private final EndpointClasses endpoints;
    private final Timer latency;
    private final Map<EndpointClass, Timer> attemptTimes = new ConcurrentHashMap<>();
    private volatile Backlog backlog = Backlog.EMPTY;

    DeliveryMetrics(MeterRegistry metrics, EndpointClasses endpoints) {
        this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        this.latency = Timer.builder("satang.webhook.delivery")
                .description("From the event to its delivery, retries included")
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1))
                .register(metrics);
        Gauge.builder("satang.webhook.deliveries.pending", () -> backlog.pending())
                .description("About how many deliveries are not delivered, those that were given up included")
                .register(metrics);
        Gauge.builder("satang.webhook.oldest.due.age.seconds", () -> backlog.oldestDueSeconds())
                .description("For how long the oldest due delivery has been waiting")
                .register(metrics);
    }

    /** What this replica has in hand. */
    void watch(Dispatcher dispatcher) {
        Gauge.builder("satang.webhook.deliveries.held", dispatcher, Dispatcher::held)
                .description("Deliveries in this replica's memory")
                .register(metrics);
        Gauge.builder("satang.webhook.deliveries.held.bytes", dispatcher, Dispatcher::heldBytes)
                .description("Memory that these are allowed for, their requests included")
                .register(metrics);
        Gauge.builder("satang.webhook.attempts.in.flight", dispatcher, Dispatcher::inFlight)
                .description("Attempts under way in this replica")
                .register(metrics);
    }

    void measured(Backlog now) {
        backlog = now;
    }

    /** These have waited for too long for endpoints that only fail, or hosts that are silent. One line for each: there may be very many. */
    void gaveUp(List<GivenUp> givenUp) {
        givenUp().increment(givenUp.size());
        givenUp.stream()
                .collect(
                        Collectors.groupingBy(each -> each.endpointId().orElseGet(() -> OF_CHARGES + each.accountId())))
                .forEach((endpoint, all) -> LOG.warnf(
                        "deliveries given up endpoint=%s account=%s count=%d first=%s outcome=endpoint only fails",
                        endpoint,
                        all.getFirst().accountId(),
                        all.size(),
                        all.getFirst().eventId()));
    }

    private Timer attemptTime(EndpointClass endpoint) {
        return Timer.builder("satang.webhook.attempt")
                .description("From the beginning of an attempt to its end")
                .tag("endpoint", endpoint.label())
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10))
                .register(metrics);
    }

    private Counter givenUp() {
        return metrics.counter("satang.webhook.deliveries.given.up");
    }

    /** The class of the status: a merchant's server that is broken is another matter than one that refuses. */
    private static String answer(int status) {
        return status == 0 ? "none" : status / 100 + "xx";
    }

    @Override
    public void attempted(Attempt attempt) {
        EndpointClass endpoint = endpoints.of(attempt.claimed().delivery());
        metrics.counter(
                        "satang.webhook.attempts",
                        "outcome",
                        attempt.outcome().label(),
                        "answer",
                        answer(attempt.outcome().status()),
                        "endpoint",
                        endpoint.label())
                .increment();
        attemptTimes.computeIfAbsent(endpoint, this::attemptTime).record(attempt.time());
        if (attempt.next() instanceof Exhausted) {
            givenUp().increment();
            Delivery delivery = attempt.claimed().delivery();
            LOG.warnf(
                    "delivery given up event=%s account=%s host=%s attempts=%d outcome=%s request=%s",
                    delivery.event().id(),
                    delivery.event().accountId(),
                    delivery.endpoint().host(),
                    attempt.next().attempts(),
                    attempt.outcome().label(),
                    delivery.event().requestId().orElse("none"));
        }
        if (attempt.outcome().success()) {
            latency.record(Duration.between(attempt.claimed().delivery().event().createdAt(), attempt.at()));
        }
    }
}
