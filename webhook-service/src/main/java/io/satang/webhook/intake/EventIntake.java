package io.satang.webhook.intake;

import io.satang.events.Sizes;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.DeliveryId;
import io.satang.webhook.delivery.DeliveryStore;
import io.satang.webhook.delivery.Dispatcher;
import io.satang.webhook.delivery.Opened;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.event.MerchantEvent;
import io.smallrye.mutiny.Multi;
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
    // A character is at most three bytes of UTF-8.
    private static final int BATCH_CHARS_MAX = Sizes.BATCH_BYTES_MAX / 3;

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
        return Multi.createFrom()
                .iterable(batches(distinct(announcements)))
                .onItem()
                .transformToUniAndConcatenate(this::keep)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> keep(List<Announcement> batch) {
        List<MerchantEvent> events = batch.stream().map(Announcement::event).toList();
        List<Opened> opened =
                dispatcher.open(batch.stream().flatMap(this::deliveries).toList());
        return store.add(events, opened)
                .invoke(startable -> dispatcher.dispatch(onlyOf(startable, opened)))
                .replaceWithVoid();
    }

    private static List<List<Announcement>> batches(Collection<Announcement> announcements) {
        List<List<Announcement>> batches = new ArrayList<>();
        long chars = 0;
        for (Announcement announcement : announcements) {
            int size = announcement.event().data().text().length();
            if (chars + size > BATCH_CHARS_MAX || batches.isEmpty()) {
                batches.add(new ArrayList<>());
                chars = 0;
            }
            batches.getLast().add(announcement);
            chars += size;
        }
        return batches;
    }

    private static Collection<Announcement> distinct(List<Announcement> announcements) {
        Map<String, Announcement> byId = new LinkedHashMap<>();
        announcements.forEach(
                announcement -> byId.putIfAbsent(announcement.event().id(), announcement));
        return byId.values();
    }

    private static List<Opened> onlyOf(Set<DeliveryId> startable, List<Opened> opened) {
        return opened.stream()
                .filter(each -> startable.contains(each.delivery().id()))
                .toList();
    }

    private Stream<Delivery> deliveries(Announcement announcement) {
        MerchantEvent event = announcement.event();
        Optional<String> ofAccount = accounts.webhookUri(event.accountId());
        List<Endpoint> endpoints = Stream.concat(
                        ofAccount.stream(), announcement.endpoints().stream().limit(ENDPOINTS_OF_OBJECT_MAX))
                .flatMap(text -> endpoint(event, text).stream())
                .distinct()
                .toList();
        Optional<Endpoint> followed = ofAccount.flatMap(Endpoint::parse);
        List<Delivery> deliveries = new ArrayList<>(endpoints.size());
        for (Endpoint endpoint : endpoints) {
            DeliveryId id = new DeliveryId(event.id(), deliveries.size());
            deliveries.add(new Delivery(
                    id, event, endpoint, followed.filter(endpoint::equals).isPresent()));
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
