package io.satang.platform.outbox;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where events go from the outbox when nothing depends on their order. */
public interface EventPublisher {

    /** Publishes each event that can be and says what became of each, in the given order. Ends in bounded time and never fails. */
    Uni<List<Publication>> publish(List<OutboxEvent> events);
}
