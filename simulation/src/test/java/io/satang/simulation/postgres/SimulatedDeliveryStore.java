package io.satang.simulation.postgres;

import io.satang.webhook.delivery.Attempt;
import io.satang.webhook.delivery.Claimed;
import io.satang.webhook.delivery.DeliveryId;
import io.satang.webhook.delivery.DeliveryStore;
import io.satang.webhook.delivery.NewDelivery;
import io.satang.webhook.delivery.Postponement;
import io.satang.webhook.event.MerchantEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** What {@code PgDeliveryStore} does. */
public final class SimulatedDeliveryStore implements DeliveryStore {
    private final Session session;
    private final DeliveryTable table;

    /** One replica's view of the deliveries. */
    public SimulatedDeliveryStore(Session session, DeliveryTable table) {
        this.session = session;
        this.table = table;
    }

    @Override
    public Uni<Set<DeliveryId>> add(List<MerchantEvent> events, List<NewDelivery> deliveries) {
        return session.execute(transaction -> table.add(transaction, events, deliveries));
    }

    @Override
    public Uni<List<Claimed>> claim(ClaimRequest request) {
        return session.execute(transaction -> table.claim(transaction, request));
    }

    @Override
    public Uni<Void> record(List<Attempt> attempts) {
        return session.execute(transaction -> {
                    table.record(transaction, attempts);
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> postpone(List<Postponement> postponements) {
        return session.execute(transaction -> {
                    table.postpone(transaction, postponements);
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Backlog> backlog() {
        return Uni.createFrom().item(Backlog.EMPTY);
    }
}
