package io.satang.platform.outbox;

import io.satang.platform.kafka.KafkaSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A replica's relay with connections of its own, which can be frozen where it hurts most: with a batch read and not yet published. */
final class RelayReplica implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final KafkaEventPublisher publisher;
    private final KafkaOrderedPublisher orderedPublisher;
    private final OutboxRelay relay;
    private final Pool pool;
    private volatile CompletableFuture<Void> thawed = CompletableFuture.completedFuture(null);

    RelayReplica(String name, OutboxDatabase database, KafkaSettings kafka, String application) {
        pool = database.newPool(4);
        publisher = new KafkaEventPublisher(kafka);
        orderedPublisher = new KafkaOrderedPublisher(kafka, application);
        relay = new OutboxRelay(new OutboxRelay.Parts(
                name,
                new PgOutboxTable(pool),
                new PgRelayLeases(pool),
                publisher,
                new FreezablePublisher(),
                this::later));
    }

    private final class FreezablePublisher implements OrderedPublisher {
        @Override
        public Uni<Void> takeOver() {
            return orderedPublisher.takeOver();
        }

        @Override
        public Uni<List<Publication>> publish(List<OutboxEvent> events) {
            return Uni.createFrom().completionStage(() -> thawed).chain(() -> orderedPublisher.publish(events));
        }
    }

    RelayReplica start() {
        tick();
        return this;
    }

    OutboxRelay relay() {
        return relay;
    }

    /** Nothing of this replica happens any more: timers stand still, and so does what it was about to publish. */
    void freeze() {
        thawed = new CompletableFuture<>();
    }

    void thaw() {
        thawed.complete(null);
    }

    private void tick() {
        relay.tick();
        later(OutboxRelay.TICK, this::tick);
    }

    // What runs reports by what it publishes.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void later(Duration delay, Runnable task) {
        timers.schedule(
                () -> thawed.whenComplete((done, failure) -> task.run()), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As a crash: nothing is given up or tidied. */
    void crash() {
        freeze();
        timers.shutdownNow();
    }

    @Override
    public void close() {
        thaw();
        relay.stop().await().atMost(PATIENCE);
        timers.shutdownNow();
        publisher.close();
        orderedPublisher.close();
        pool.closeAndAwait();
    }
}
