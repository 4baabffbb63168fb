package io.satang.webhook.delivery;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The order in which what happens to one object goes to an endpoint that asks for it. */
public interface TurnStore {

    /** What is before the delivery at its endpoint and has not come to its end; empty when it is its turn. */
    Uni<Optional<Ahead>> ahead(Delivery delivery);

    /**
     * Gives leases back until what is before these has come to its end. A lease that is not the last one any more stays as it is.
     *
     * @param postponements each delivery once, all of them {@link Postponement.Until.Turn}
     */
    Uni<Void> queue(List<Postponement> postponements);

    /**
     * A delivery that has come to its end.
     *
     * @param turn what it is called by those that wait for it
     */
    record Ended(String endpointId, String turn, String accountId) {
        public Ended {
            Objects.requireNonNull(endpointId, "endpointId");
            Objects.requireNonNull(turn, "turn");
            Objects.requireNonNull(accountId, "accountId");
        }
    }

    /** Makes due what has waited for these. */
    Uni<Void> release(List<Ended> ended);

    /**
     * What was looked at.
     *
     * @param endpoint the endpoint of the last one
     * @param turn     what that waits for
     */
    record Place(String endpoint, String turn) {
        /** Before all. */
        static final Place FIRST = new Place("", "");

        public Place {
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(turn, "turn");
        }
    }

    /**
     * Looks at the next of those that wait, and makes due what waits for nothing: what was before it is deleted, or its endpoint asks for no
     * order any more.
     *
     * @param behind where to begin
     * @return where the next look begins; empty when this was the end
     */
    Uni<Optional<Place>> look(Place behind);
}
