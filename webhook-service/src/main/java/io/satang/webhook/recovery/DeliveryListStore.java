package io.satang.webhook.recovery;

import io.satang.webhook.event.DeliveryNumber;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Deliveries as they are looked up. */
interface DeliveryListStore {

    /** A delivery of the account, whether or not it is delivered; empty when it has none of this name, be it another's. */
    Uni<Optional<KnownDelivery>> find(String accountId, DeliveryNumber number);

    /**
     * Deliveries of the account that are not delivered.
     *
     * @param more whether there are more behind these
     */
    record Part(List<KnownDelivery> deliveries, boolean more) {
        public Part {
            deliveries = List.copyOf(deliveries);
        }
    }

    /** The first of them that are asked for. */
    Uni<Part> list(String accountId, DeliveryQuery query);
}
