package io.satang.simulation.check;

import io.satang.platform.outbox.OutboxEvent;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.DeliveryId;
import io.satang.webhook.delivery.DeliveryState;
import io.satang.webhook.delivery.DeliveryState.Delivered;
import io.satang.webhook.delivery.DeliveryState.Due;
import io.satang.webhook.delivery.DeliveryState.Exhausted;
import io.satang.webhook.delivery.DeliveryState.InFlight;
import io.satang.webhook.event.EventKey;
import io.satang.webhook.event.MerchantEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Merchants: each event is one webhook event, brought to each of its endpoints, and no attempt is made twice at the same time. */
public final class WebhookChecks {
    private final Verdict verdict;
    private final Scheduler scheduler;
    private final int attemptsMax;
    private final Map<Change, MerchantEvent> kept = new HashMap<>();
    private final Map<String, List<String>> uris = new HashMap<>();
    private final Map<DeliveryId, DeliveryState> states = new HashMap<>();
    private final Map<DeliveryId, Attempts> attempts = new HashMap<>();

    /** What an event tells of, whatever its id. */
    private record Change(String objectId, long version) {}

    private static final class Attempts {
        int started;
        boolean taken;
        Instant busyUntil = Instant.MIN;
    }

    /**
     * Checks that have seen nothing yet.
     *
     * @param attemptsMax after how many attempts a delivery may be given up
     */
    public WebhookChecks(Verdict verdict, Scheduler scheduler, int attemptsMax) {
        this.verdict = verdict;
        this.scheduler = scheduler;
        this.attemptsMax = attemptsMax;
    }

    /** An event was committed as one that merchants see. */
    public void kept(MerchantEvent event) {
        MerchantEvent other = kept.put(new Change(event.objectId(), event.version()), event);
        verdict.require(
                other == null,
                () -> "version " + event.version() + " of " + event.objectId() + " is both webhook event " + other.id()
                        + " and " + event.id());
    }

    /** A delivery was committed in a new state. */
    public void moved(Delivery delivery, DeliveryState state) {
        DeliveryState before = states.put(delivery.id(), state);
        if (before == null) {
            uris.computeIfAbsent(delivery.id().eventId(), id -> new ArrayList<>())
                    .add(delivery.endpoint().text());
        }
        verdict.require(
                !(before instanceof Delivered) || state instanceof Delivered,
                () -> delivery.id() + " left " + before + " for " + state);
    }

    /** An attempt begins; it is over by {@code latest}. */
    public void started(Delivery delivery, Instant latest) {
        Attempts made = attempts.computeIfAbsent(delivery.id(), id -> new Attempts());
        verdict.require(
                states.containsKey(delivery.id()), () -> delivery.id() + " is attempted and was never committed");
        Instant busyUntil = made.busyUntil;
        verdict.require(
                !scheduler.now().isBefore(busyUntil),
                () -> delivery.id() + " is attempted while another attempt may last until " + busyUntil);
        made.started++;
        made.busyUntil = latest;
    }

    /** An attempt is over that was to be over by {@code latest}. */
    public void ended(Delivery delivery, Instant latest) {
        Attempts made = attempts.get(delivery.id());
        if (made.busyUntil.equals(latest)) {
            made.busyUntil = scheduler.now();
        }
    }

    /** The endpoint has received the event and says so. */
    public void taken(Delivery delivery) {
        Attempts made = attempts.get(delivery.id());
        if (made.taken) {
            scheduler.saw(Sighting.TAKEN_AGAIN, delivery.id()::toString);
        }
        made.taken = true;
    }

    /** Everything is at rest: what merchants hear of {@code all} has become events, and each has been brought to where
     * {@code endpoints} says, which may be one or the other. */
    public void atRest(Collection<OutboxEvent> all, Function<OutboxEvent, Set<Set<String>>> endpoints) {
        List<OutboxEvent> published = all.stream()
                .filter(event -> EventKey.of(event.envelope().type()).isPresent())
                .toList();
        for (OutboxEvent event : published) {
            MerchantEvent seen = kept.get(
                    new Change(event.envelope().aggregateId(), event.envelope().version()));
            verdict.require(seen != null, () -> "never became a webhook event: " + event.envelope());
            if (seen != null) {
                faithful(event, seen);
                brought(seen, endpoints.apply(event));
            }
        }
        verdict.require(kept.size() == published.size(), () -> kept.size() + " webhook events of " + published.size());
        states.forEach(this::ended);
    }

    private void faithful(OutboxEvent event, MerchantEvent seen) {
        verdict.require(
                EventKey.of(event.envelope().type()).equals(Optional.of(seen.key()))
                        && event.payload().contains(seen.data().text()),
                () -> seen.id() + " does not tell what " + event.envelope() + " does");
    }

    private void brought(MerchantEvent event, Set<Set<String>> expected) {
        List<String> actual = uris.getOrDefault(event.id(), List.of());
        verdict.require(
                actual.size() == actual.stream().distinct().count() && expected.contains(new HashSet<>(actual)),
                () -> event.id() + " goes to " + actual + " and not to " + expected);
    }

    private void ended(DeliveryId id, DeliveryState state) {
        Attempts made = attempts.getOrDefault(id, new Attempts());
        switch (state) {
            case Due due -> verdict.require(false, () -> id + " has not ended: " + due);
            case InFlight inFlight -> verdict.require(false, () -> id + " has not ended: " + inFlight);
            case Delivered unused -> verdict.require(made.taken, () -> id + " counts as delivered and was never taken");
            case Exhausted unused ->
                verdict.require(
                        made.started >= attemptsMax, () -> id + " was given up after " + made.started + " attempts");
        }
    }
}
