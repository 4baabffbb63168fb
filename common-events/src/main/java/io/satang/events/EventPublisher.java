package io.satang.events;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where events go from the outbox. */
public interface EventPublisher {

    /** Publishes in the given order; succeeds once every event is stored by all in-sync replicas, fails when any is not. */
    Uni<Void> publish(List<OutboxEvent> events);
}
