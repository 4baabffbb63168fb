package io.satang.platform.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.satang.platform.schema.SharedSchema;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/** Gives the service its {@link OutboxRelay}, and the relay its time. */
@ApplicationScoped
class OutboxRelayRunner {
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private final OutboxRelay relay;
    private final Vertx vertx;
    private long timer;

    OutboxRelayRunner(
            OutboxTable table,
            RelayLeases leases,
            EventPublisher publisher,
            OrderedPublisher orderedPublisher,
            Vertx vertx) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.relay = new OutboxRelay(new OutboxRelay.Parts(
                UUID.randomUUID().toString(),
                table,
                leases,
                publisher,
                orderedPublisher,
                (delay, task) -> vertx.setTimer(delay.toMillis(), id -> task.run())));
    }

    @Produces
    @Singleton
    OutboxRelay relay() {
        return relay;
    }

    @Produces
    @Singleton
    SharedSchema schema() {
        return new SharedSchema("outbox");
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(OutboxRelay.TICK.toMillis(), id -> relay.tick());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
        relay.stop().await().atMost(STOP_MAX);
    }
}
