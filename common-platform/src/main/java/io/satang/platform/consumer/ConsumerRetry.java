package io.satang.platform.consumer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.satang.platform.database.SqlFailure;
import io.satang.platform.kafka.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Repeats what fails for want of a database or of Kafka until they are back: the offset stays where it is, and nothing is skipped. Every
 * other failure is left to the caller: no time heals it. Once the service stops, nothing fails any longer and nothing is answered, so that
 * no event is put aside for the reason that a pool was closed; whoever gets the partition next takes it again.
 */
@ApplicationScoped
public class ConsumerRetry {
    private static final Logger LOG = Logger.getLogger(ConsumerRetry.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<EventConsumer, Long> retryingSince = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** Tells by a gauge for each consumer how long it has been repeating the same batch. */
    public ConsumerRetry(MeterRegistry metrics) {
        Objects.requireNonNull(metrics, "metrics");
        for (EventConsumer consumer : EventConsumer.values()) {
            Gauge.builder("satang.consumer.retrying.seconds", () -> retryingSeconds(consumer))
                    .tag("consumer", consumer.group())
                    .description("For how long the same events have been tried again; 0 when all is well")
                    .register(metrics);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** Repeats an application to the database with growing pauses; fails when the failure is one that stays. */
    Uni<Void> untilApplied(EventConsumer consumer, Supplier<Uni<Void>> application) {
        return until(consumer, application, ConsumerRetry::passes);
    }

    /** Repeats until Kafka has a letter; only what can never be written fails. */
    Uni<Void> untilWritten(EventConsumer consumer, Supplier<Uni<Void>> letter) {
        return until(consumer, letter, failure -> true);
    }

    private Uni<Void> until(EventConsumer consumer, Supplier<Uni<Void>> work, Predicate<Throwable> passes) {
        return Uni.createFrom()
                .<Void>deferred(work::get)
                .onFailure(failure -> stopping)
                .recoverWithUni(() -> Uni.createFrom().nothing())
                .onFailure(passes)
                .invoke(failure -> failed(consumer, failure))
                .onFailure(passes)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onTermination()
                .invoke(() -> retryingSince.remove(consumer));
    }

    private void failed(EventConsumer consumer, Throwable failure) {
        retryingSince.putIfAbsent(consumer, System.nanoTime());
        LOG.warnf("%s has not taken its events yet: %s", consumer.group(), failure.toString());
    }

    private double retryingSeconds(EventConsumer consumer) {
        Long since = retryingSince.get(consumer);
        return since == null ? 0 : (System.nanoTime() - since) / NANOS_PER_SECOND;
    }

    private static boolean passes(Throwable failure) {
        return switch (failure) {
            case NotYetException notYet -> true;
            case KafkaException broker -> true;
            default -> SqlFailure.isWorthAnotherTry(failure);
        };
    }
}
