package io.satang.simulation.defect;

import io.satang.simulation.kernel.Chance;
import io.satang.simulation.world.Parts;
import io.satang.webhook.delivery.Attempt;
import io.satang.webhook.delivery.Claimed;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.DeliveryId;
import io.satang.webhook.delivery.DeliveryStore;
import io.satang.webhook.delivery.NewDelivery;
import io.satang.webhook.delivery.Postponement;
import io.satang.webhook.event.MerchantEvent;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each time that an event is heard of it becomes another one. */
final class RandomEventId implements Parts {

    @Override
    public DeliveryStore deliveryStore(DeliveryStore store, Chance chance) {
        return new RenamingStore(store, chance);
    }

    private record RenamingStore(DeliveryStore store, Chance chance) implements DeliveryStore {
        @Override
        public Uni<Set<DeliveryId>> add(List<MerchantEvent> events, List<NewDelivery> deliveries) {
            Map<String, MerchantEvent> renamed = new HashMap<>();
            List<MerchantEvent> strangers = events.stream().map(this::rename).toList();
            for (int i = 0; i < events.size(); i++) {
                renamed.put(events.get(i).id(), strangers.get(i));
            }
            // The sweep finds the deliveries, and nobody has to know of the new names.
            return store.add(
                            strangers,
                            deliveries.stream()
                                    .map(opened -> of(renamed, opened))
                                    .toList())
                    .replaceWith(Set.of());
        }

        @Override
        public Uni<List<Claimed>> claim(ClaimRequest request) {
            return store.claim(request);
        }

        @Override
        public Uni<Void> record(List<Attempt> attempts) {
            return store.record(attempts);
        }

        @Override
        public Uni<Void> postpone(List<Postponement> postponements) {
            return store.postpone(postponements);
        }

        @Override
        public Uni<Backlog> backlog() {
            return store.backlog();
        }

        private MerchantEvent rename(MerchantEvent event) {
            return new MerchantEvent(
                    "evnt_test_" + Long.toHexString(chance.generator().nextLong()),
                    event.accountId(),
                    event.livemode(),
                    event.key(),
                    event.objectId(),
                    event.version(),
                    event.data(),
                    event.createdAt(),
                    event.requestId(),
                    event.traceparent());
        }

        private static NewDelivery of(Map<String, MerchantEvent> renamed, NewDelivery opened) {
            DeliveryId id = opened.delivery().id();
            MerchantEvent event = renamed.get(id.eventId());
            Delivery delivery = new Delivery(
                    new DeliveryId(event.id(), id.slot()),
                    event,
                    opened.delivery().endpoint(),
                    opened.delivery().recipient());
            return new NewDelivery(delivery, opened.state(), opened.at());
        }
    }
}
