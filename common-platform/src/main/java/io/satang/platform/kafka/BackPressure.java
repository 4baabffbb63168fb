package io.satang.platform.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.events.EventType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Slows down what causes events while their consumers fall behind, so that these catch up: otherwise a machine that is busy at the front would
 * accept more and more that its back never does. It delays and never refuses, and not for those that stand still: less to do helps nobody who
 * is down. Without a Kafka that answers nothing is delayed.
 */
@ApplicationScoped
public class BackPressure {
    /** What consumers may be behind by before anything is delayed; their offsets are nearly as old as that on a machine that is busy. */
    static final Duration TOLERATED = Duration.ofMillis(1_500);

    /** At a few dozens of requests at once this leaves a fraction of what any machine takes. */
    static final Duration DELAY_MAX = Duration.ofMillis(250);

    private static final Logger LOG = Logger.getLogger(BackPressure.class);
    private static final int DELAY_PART = 4;
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final int ANSWER_SECONDS_MAX = 6;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final KafkaSettings settings;
    private final Vertx vertx;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<Place, PartitionLag> lags = new HashMap<>();
    private final ConsumerLags measured;
    private volatile Duration behind = Duration.ZERO;

    /** A partition, and who consumes it. */
    record Place(EventConsumer consumer, TopicPartition partition) {}

    BackPressure(KafkaSettings settings, Vertx vertx, Clock clock, MeterRegistry metrics) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.measured = new ConsumerLags(metrics);
        Gauge.builder("satang.consumers.behind.seconds", () -> behind.toMillis() / MILLIS_PER_SECOND)
                .description("For how long the oldest event of a consumer that moves has been waiting")
                .register(metrics);
    }

    /** Looks at all consumers from now on, in a thread of its own; to be called once, by a service that causes events. */
    public void watch() {
        Thread.ofPlatform().name("consumer-lag").daemon().start(this::watchOn);
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
    }

    /** Completes at once, or after {@link #DELAY_MAX} at the latest, on the caller's Vert.x context. */
    public Uni<Void> delay() {
        long millis = delayAt(behind).toMillis();
        return millis == 0
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().emitter(emitter -> vertx.setTimer(millis, timer -> emitter.complete(null)));
    }

    /** What is delayed by while consumers are behind by that. */
    static Duration delayAt(Duration behind) {
        Duration wanted = behind.minus(TOLERATED).dividedBy(DELAY_PART);
        if (wanted.isNegative()) {
            return Duration.ZERO;
        }
        return wanted.compareTo(DELAY_MAX) < 0 ? wanted : DELAY_MAX;
    }

    private void watchOn() {
        try {
            do {
                watchUntilItFails();
            } while (!stopsWithin(PAUSE_AFTER_FAILURE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchUntilItFails() throws InterruptedException {
        try (Admin admin = Admin.create(settings.admin())) {
            while (!stopsWithin(LOOK_EVERY)) {
                found(look(admin));
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debugf("consumers are not looked at for now: %s", e);
            found(Duration.ZERO);
        }
    }

    private void found(Duration now) {
        boolean delayed = !delayAt(behind).isZero();
        boolean delays = !delayAt(now).isZero();
        behind = now;
        if (delays && !delayed) {
            LOG.warnf("consumers are behind by %d ms: what causes more events is delayed", now.toMillis());
        }
    }

    private Duration look(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Map<Place, Long> next = committed(admin);
        Map<TopicPartition, Long> ends = ends(admin, next);
        Instant now = clock.instant();
        lags.keySet().retainAll(next.keySet());
        measured.measured(next, ends);
        return next.entrySet().stream()
                .filter(each -> each.getKey().consumer().holdsPaymentsBack())
                .map(each -> lags.computeIfAbsent(each.getKey(), place -> new PartitionLag())
                        .behind(
                                now,
                                Objects.requireNonNull(ends.get(each.getKey().partition())),
                                each.getValue()))
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** Of all consumers at once: a request for each would cost the broker as much each time. */
    private static Map<Place, Long> committed(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<Place, Long> next = new HashMap<>();
        ListConsumerGroupOffsetsResult asked = admin.listConsumerGroupOffsets(Arrays.stream(EventConsumer.values())
                .collect(Collectors.toMap(EventConsumer::group, consumer -> new ListConsumerGroupOffsetsSpec())));
        for (EventConsumer consumer : EventConsumer.values()) {
            answer(asked.partitionsToOffsetAndMetadata(consumer.group())).forEach((partition, offset) -> {
                if (offset != null && consumes(consumer, partition)) {
                    next.put(new Place(consumer, partition), offset.offset());
                }
            });
        }
        return next;
    }

    private static boolean consumes(EventConsumer consumer, TopicPartition partition) {
        return consumer.types().stream().map(EventType::topic).anyMatch(partition.topic()::equals);
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Map<Place, Long> places)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer(admin.listOffsets(places.keySet().stream()
                                .map(Place::partition)
                                .distinct()
                                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private boolean stopsWithin(Duration pause) throws InterruptedException {
        return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
