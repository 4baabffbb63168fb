package io.satang.webhook.intake;

import io.satang.events.Sizes;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.DeliveryId;
import io.satang.webhook.delivery.DeliveryStore;
import io.satang.webhook.delivery.Dispatcher;
import io.satang.webhook.delivery.NewDelivery;
import io.satang.webhook.delivery.Recipient;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.event.MerchantEvent;
import io.satang.webhook.registry.Subscriptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Takes events in: keeps them with their deliveries in one transaction and, once that is committed, starts to deliver what
 * was new. Taking the same event in again changes nothing.
 */
public final class EventIntake {
    private static final Logger LOG = Logger.getLogger(EventIntake.class);
    private static final int ENDPOINTS_OF_OBJECT_MAX = 2;
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    // A character is at most three bytes of UTF-8.
    private static final int BATCH_CHARS_MAX = Sizes.BATCH_BYTES_MAX / 3;

    private final AccountEndpoints accounts;
    private final Subscribers subscribers;
    private final DeliveryStore store;
    private final Dispatcher dispatcher;

    /** An intake that hands its deliveries to {@code dispatcher}, which works on the same {@code store}. */
    public EventIntake(AccountEndpoints accounts, Subscribers subscribers, DeliveryStore store, Dispatcher dispatcher) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.subscribers = Objects.requireNonNull(subscribers, "subscribers");
        this.store = Objects.requireNonNull(store, "store");
        this.dispatcher = Objects.requireNonNull(dispatcher, "dispatcher");
    }

    /** Succeeds when the events are committed. */
    public Uni<Void> accept(List<InboundEvent> inboundEvents) {
        return Multi.createFrom()
                .iterable(batches(distinct(inboundEvents)))
                .onItem()
                .transformToUniAndConcatenate(this::keep)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> keep(List<InboundEvent> batch) {
        List<MerchantEvent> events = batch.stream().map(InboundEvent::event).toList();
        return subscribers
                .of(events.stream().map(MerchantEvent::accountId).distinct().toList())
                .map(found -> batch.stream()
                        .flatMap(inbound -> deliveries(
                                inbound, found.getOrDefault(inbound.event().accountId(), Subscriptions.NONE)))
                        .toList())
                .chain(deliveries -> whenRoom(deliveries).chain(() -> keep(events, dispatcher.open(deliveries))));
    }

    /**
     * Takes in no more than is delivered, as long as endpoints are quick: what has not been taken in waits at less cost than in the table. A
     * batch waits for {@link #PATIENCE} at the most, so that an endpoint that is too slow for what happens to it holds nobody up.
     */
    private Uni<Void> whenRoom(List<Delivery> deliveries) {
        if (!dispatcher.soonHasRoom(deliveries)) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .item(() -> dispatcher.soonHasRoom(deliveries))
                .repeat()
                .withDelay(LOOK_EVERY)
                .whilst(soon -> soon)
                .collect()
                .last()
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(false)
                .replaceWithVoid();
    }

    private Uni<Void> keep(List<MerchantEvent> events, List<NewDelivery> newDeliveries) {
        return store.add(events, newDeliveries)
                .invoke(startable -> dispatcher.dispatch(onlyOf(startable, newDeliveries)))
                .replaceWithVoid();
    }

    private static List<List<InboundEvent>> batches(Collection<InboundEvent> inboundEvents) {
        List<List<InboundEvent>> batches = new ArrayList<>();
        long chars = 0;
        for (InboundEvent inbound : inboundEvents) {
            int size = inbound.event().data().text().length();
            if (chars + size > BATCH_CHARS_MAX || batches.isEmpty()) {
                batches.add(new ArrayList<>());
                chars = 0;
            }
            batches.getLast().add(inbound);
            chars += size;
        }
        return batches;
    }

    private static Collection<InboundEvent> distinct(List<InboundEvent> inboundEvents) {
        Map<String, InboundEvent> byId = new LinkedHashMap<>();
        inboundEvents.forEach(inbound -> byId.putIfAbsent(inbound.event().id(), inbound));
        return byId.values();
    }

    private static List<NewDelivery> onlyOf(Set<DeliveryId> startable, List<NewDelivery> newDeliveries) {
        return newDeliveries.stream()
                .filter(each -> startable.contains(each.delivery().id()))
                .toList();
    }

    /** Where an event goes, and whose the delivery is. */
    private record Target(Endpoint endpoint, Recipient recipient) {}

    private Stream<Delivery> deliveries(InboundEvent inbound, Subscriptions subscriptions) {
        MerchantEvent event = inbound.event();
        List<Target> targets = targets(inbound, subscriptions);
        return IntStream.range(0, targets.size())
                .mapToObj(slot -> new Delivery(
                        new DeliveryId(event.id(), slot),
                        event,
                        targets.get(slot).endpoint(),
                        targets.get(slot).recipient()));
    }

    // An address that is named with the object gets an event once, also when it is the account's as well.
    private List<Target> targets(InboundEvent inbound, Subscriptions subscriptions) {
        MerchantEvent event = inbound.event();
        Optional<Endpoint> followed = accounts.webhookUri(event.accountId())
                .filter(text -> subscriptions.own().fit(event.key()))
                .flatMap(text -> endpoint(event, text));
        Stream<Endpoint> ofObject = inbound.endpoints().stream()
                .limit(ENDPOINTS_OF_OBJECT_MAX)
                .flatMap(text -> endpoint(event, text).stream())
                .filter(endpoint -> !followed.equals(Optional.of(endpoint)))
                .distinct();
        Stream<Target> registered = subscriptions.registered().stream()
                .filter(each -> each.events().fit(event.key()))
                .map(each -> new Target(each.address(), new Recipient.Registered(each.id())));
        return Stream.of(
                        followed
                                .map(endpoint -> new Target(endpoint, Recipient.OfAccount.of(event.accountId())))
                                .stream(),
                        ofObject.map(endpoint -> new Target(endpoint, new Recipient.OfObject())),
                        registered)
                .flatMap(each -> each)
                .toList();
    }

    private static Optional<Endpoint> endpoint(MerchantEvent event, String text) {
        Optional<Endpoint> endpoint = Endpoint.parse(text);
        if (endpoint.isEmpty()) {
            LOG.warnf("%s is not delivered to an endpoint that is no HTTP URI", event.id());
        }
        return endpoint;
    }
}
