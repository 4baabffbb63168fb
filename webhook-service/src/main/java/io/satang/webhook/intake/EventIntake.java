package io.satang.webhook.intake;

import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.DeliveryId;
import io.satang.webhook.delivery.DeliveryStore;
import io.satang.webhook.delivery.Dispatcher;
import io.satang.webhook.delivery.Opened;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.event.MerchantEvent;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Takes announcements in: keeps the events with their deliveries in one transaction and, once that is committed, starts to deliver what
 * was new. Taking the same announcement in again changes nothing.
 */
public final class EventIntake {
    private static final Logger LOG = Logger.getLogger(EventIntake.class);
    private static final int ENDPOINTS_OF_OBJECT_MAX = 2;

    private final AccountEndpoints accounts;
    private final DeliveryStore store;
    private final Dispatcher dispatcher;

    /** An intake that hands its deliveries to {@code dispatcher}, which works on the same {@code store}. */
    public EventIntake(AccountEndpoints accounts, DeliveryStore store, Dispatcher dispatcher) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.store = Objects.requireNonNull(store, "store");
        this.dispatcher = Objects.requireNonNull(dispatcher, "dispatcher");
    }

    /** Succeeds when the events are committed. */
    public Uni<Void> accept(List<Announcement> announcements) {
        Collection<Announcement> distinct = distinct(announcements);
        List<MerchantEvent> events = distinct.stream().map(Announcement::event).toList();
        List<Opened> opened =
                dispatcher.open(distinct.stream().flatMap(this::deliveries).toList());
        return store.add(events, opened)
                .invoke(fresh -> dispatcher.dispatch(onlyOf(fresh, opened)))
                .replaceWithVoid();
    }

    private static Collection<Announcement> distinct(List<Announcement> announcements) {
        Map<String, Announcement> byId = new LinkedHashMap<>();
        announcements.forEach(
                announcement -> byId.putIfAbsent(announcement.event().id(), announcement));
        return byId.values();
    }

    private static List<Opened> onlyOf(Set<String> fresh, List<Opened> opened) {
        return opened.stream()
                .filter(each -> fresh.contains(each.delivery().id().eventId()))
                .toList();
    }

    private Stream<Delivery> deliveries(Announcement announcement) {
        MerchantEvent event = announcement.event();
        List<Endpoint> endpoints = Stream.concat(
                        accounts.webhookUri(event.accountId()).stream(),
                        announcement.endpoints().stream().limit(ENDPOINTS_OF_OBJECT_MAX))
                .distinct()
                .flatMap(text -> endpoint(event, text).stream())
                .toList();
        List<Delivery> deliveries = new ArrayList<>(endpoints.size());
        for (Endpoint endpoint : endpoints) {
            deliveries.add(new Delivery(new DeliveryId(event.id(), deliveries.size()), event, endpoint));
        }
        return deliveries.stream();
    }

    private static Optional<Endpoint> endpoint(MerchantEvent event, String text) {
        Optional<Endpoint> endpoint = Endpoint.parse(text);
        if (endpoint.isEmpty()) {
            LOG.warnf("%s is not delivered to an endpoint that is no HTTP URI", event.id());
        }
        return endpoint;
    }
}
