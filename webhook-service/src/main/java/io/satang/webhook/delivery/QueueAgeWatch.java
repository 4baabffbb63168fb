package io.satang.webhook.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.satang.webhook.delivery.QueueAgeStore.Looked;
import io.satang.webhook.delivery.QueueAgeStore.Place;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Measures for how long the oldest deliveries have been waiting, by how their endpoints stand. */
@Singleton
class QueueAgeWatch {
    private static final Logger LOG = Logger.getLogger(QueueAgeWatch.class);

    private final Timers timers;
    private final Duration period;
    private final Walk due;
    private final Walk held;

    QueueAgeWatch(
            QueueAgeStore store,
            MeterRegistry metrics,
            Timers timers,
            @ConfigProperty(name = "satang.deliveries.measure-millis", defaultValue = "5000") long periodMillis) {
        this.timers = Objects.requireNonNull(timers, "timers");
        this.period = Duration.ofMillis(periodMillis);
        this.due = new Walk(store::due);
        this.held = new Walk(store::held);
        for (EndpointClass each : EndpointClass.values()) {
            Gauge.builder("satang.webhook.queue.age.seconds", () -> Math.max(due.seconds(each), held.seconds(each)))
                    .description("For how long the oldest delivery to endpoints that stand so has been waiting")
                    .tag("endpoint", each.label())
                    .register(metrics);
        }
    }

    void start(@Observes StartupEvent event) {
        timers.oneAtATime(
                period,
                () -> due.goOn().chain(held::goOn),
                failure -> LOG.warnf("age of queues not measured: %s", failure.toString()));
    }

    /** Looks at all endpoints, some at a time, and then again from the first. */
    private static final class Walk {
        private final Function<Place, Uni<Looked>> look;
        private final Map<EndpointClass, Double> underWay = new ConcurrentHashMap<>();
        private volatile Map<EndpointClass, Double> last = Map.of();
        private volatile Place place = Place.FIRST;

        Walk(Function<Place, Uni<Looked>> look) {
            this.look = look;
        }

        Uni<Void> goOn() {
            return look.apply(place).invoke(this::saw).replaceWithVoid();
        }

        // What a walk that goes on for long has found already is told at once.
        double seconds(EndpointClass asked) {
            return Math.max(last.getOrDefault(asked, 0.0), underWay.getOrDefault(asked, 0.0));
        }

        private void saw(Looked looked) {
            looked.seconds().forEach((each, seconds) -> underWay.merge(each, seconds, Math::max));
            place = looked.next().orElse(Place.FIRST);
            if (looked.next().isEmpty()) {
                last = Map.copyOf(underWay);
                underWay.clear();
            }
        }
    }
}
