package io.satang.webhook.delivery;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** For how long deliveries have been waiting, by how their endpoints stand. Looks go from endpoint to endpoint, a bounded part at a time. */
interface QueueAgeStore {

    /** Where the next look begins: behind this endpoint of this queue. */
    record Place(String queue, String endpoint) {
        /** Before all. */
        static final Place FIRST = new Place("", "");

        public Place {
            Objects.requireNonNull(queue, "queue");
            Objects.requireNonNull(endpoint, "endpoint");
        }
    }

    /**
     * What was seen.
     *
     * @param seconds the greatest age of each class
     * @param next    where to go on; empty when this was the end
     */
    record Looked(Map<EndpointClass, Double> seconds, Optional<Place> next) {
        public Looked {
            seconds = Map.copyOf(seconds);
            Objects.requireNonNull(next, "next");
        }
    }

    /** What could be worked on now: its age is the time since it became due. */
    Uni<Looked> due(Place behind);

    /** What waits for its endpoint, or for what is before it there: its age is that of its event. */
    Uni<Looked> held(Place behind);
}
