package io.satang.platform.outbox;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where events go whose order counts: only whoever has taken over last publishes anything at all. */
public interface OrderedPublisher {

    /**
     * Takes over. Once this has succeeded nothing more of any former publisher appears on the topics, whatever it is doing, and what it had
     * not finished is void.
     */
    Uni<Void> takeOver();

    /**
     * Publishes in the given order, either all that can be published at all or nothing. When anything but {@link Publication.Published} is answered for any of them, this
     * publisher has to take over again before it publishes more. Ends in bounded time and never fails.
     */
    Uni<List<Publication>> publish(List<OutboxEvent> events);
}
