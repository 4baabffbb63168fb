package io.satang.platform.batching;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.satang.platform.batching.Coalescer.Limits;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Makes {@link Coalescer}s whose work is measured, each under its name. */
@Singleton
public class Coalescers {
    private final MeterRegistry metrics;

    /** @param metrics where the work is counted */
    public Coalescers(MeterRegistry metrics) {
        this.metrics = Objects.requireNonNull(metrics, "metrics");
    }

    /** An empty queue, as {@link Coalescer} describes it. The name is the label {@code queue} of its metrics. */
    public <I, O> Coalescer<I, O> make(
            String name,
            Limits limits,
            ToLongFunction<I> bytes,
            Function<I, String> owner,
            Function<List<I>, Uni<List<O>>> statement) {
        Tags tags = Tags.of("queue", name);
        Coalescer<I, O> coalescer = new Coalescer<>(name, limits, bytes, owner, statement, new Measured(metrics, tags));
        Gauge.builder("satang.batch.waiting.items", coalescer, Coalescer::waitingItems)
                .description("Items that wait for a statement")
                .tags(tags)
                .register(metrics);
        Gauge.builder("satang.batch.waiting.bytes", coalescer, Coalescer::waitingBytes)
                .description("Bytes that wait for a statement")
                .tags(tags)
                .register(metrics);
        return coalescer;
    }

    private static final class Measured implements Coalescer.Observer {
        private static final Duration[] WAITS = {
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofSeconds(1)
        };

        private final DistributionSummary items;
        private final DistributionSummary bytes;
        private final Timer wait;
        private final Counter shed;
        private final Counter givenUp;

        Measured(MeterRegistry metrics, Tags tags) {
            this.items = DistributionSummary.builder("satang.batch.items")
                    .description("Items that one statement carried")
                    .tags(tags)
                    .register(metrics);
            this.bytes = DistributionSummary.builder("satang.batch.bytes")
                    .description("Bytes that one statement carried")
                    .tags(tags)
                    .register(metrics);
            this.wait = Timer.builder("satang.batch.wait")
                    .description("How long the oldest item of a statement waited for it")
                    .serviceLevelObjectives(WAITS)
                    .tags(tags)
                    .register(metrics);
            this.shed = Counter.builder("satang.batch.shed.items")
                    .description("Items that were refused because too much was waiting")
                    .tags(tags)
                    .register(metrics);
            this.givenUp = Counter.builder("satang.batch.given.up.statements")
                    .description("Statements that did not answer in time")
                    .tags(tags)
                    .register(metrics);
        }

        @Override
        public void sent(int sentItems, long sentBytes, long waitedNanos) {
            items.record(sentItems);
            bytes.record((double) sentBytes);
            wait.record(waitedNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void shed() {
            shed.increment();
        }

        @Override
        public void gaveUp() {
            givenUp.increment();
        }
    }
}
