package io.satang.simulation.postgres;

import io.satang.simulation.check.WebhookChecks;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.satang.webhook.delivery.Attempt;
import io.satang.webhook.delivery.Claimed;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.DeliveryId;
import io.satang.webhook.delivery.DeliveryState;
import io.satang.webhook.delivery.DeliveryState.Delivered;
import io.satang.webhook.delivery.DeliveryState.Due;
import io.satang.webhook.delivery.DeliveryState.Exhausted;
import io.satang.webhook.delivery.DeliveryState.InFlight;
import io.satang.webhook.delivery.DeliveryStore.ClaimRequest;
import io.satang.webhook.delivery.NewDelivery;
import io.satang.webhook.delivery.Postponement;
import io.satang.webhook.delivery.Postponement.Until;
import io.satang.webhook.event.MerchantEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The webhook-service's tables, with the effects of the statements in {@code PgDeliveryStore}. */
public final class DeliveryTable {
    private final Map<String, MerchantEvent> events = new HashMap<>();
    private final Map<DeliveryId, Row> deliveries = new LinkedHashMap<>();
    private final WebhookChecks checks;
    private final Scheduler scheduler;

    private record Row(Delivery delivery, DeliveryState state) {}

    /** Empty tables. */
    public DeliveryTable(WebhookChecks checks, Scheduler scheduler) {
        this.checks = checks;
        this.scheduler = scheduler;
    }

    /** Whether every delivery has ended. */
    public boolean atRest() {
        return unfinished() == 0;
    }

    /** How many deliveries have not ended. */
    public long unfinished() {
        return deliveries.values().stream()
                .filter(row -> wakeAt(row.state()).isPresent())
                .count();
    }

    Set<DeliveryId> add(Transaction transaction, List<MerchantEvent> added, List<NewDelivery> opened) {
        Set<String> ids = added.stream().map(MerchantEvent::id).collect(Collectors.toCollection(TreeSet::new));
        ids.forEach(transaction::lock);
        if (ids.removeAll(events.keySet())) {
            scheduler.saw(Sighting.EVENT_KNOWN, () -> "only " + ids + " are new");
        }
        List<NewDelivery> fresh = opened.stream()
                .filter(each -> ids.contains(each.delivery().id().eventId()))
                .toList();
        transaction.write(() -> {
            added.stream().filter(event -> ids.contains(event.id())).forEach(this::keep);
            fresh.forEach(each -> put(each.delivery(), each.state()));
        });
        return fresh.stream().map(each -> each.delivery().id()).collect(Collectors.toSet());
    }

    List<Claimed> claim(Transaction transaction, ClaimRequest request) {
        Map<String, Integer> takenByAccount = new HashMap<>();
        Map<String, Integer> takenByEndpoint = new HashMap<>();
        List<Claimed> claimed = new ArrayList<>();
        List<Row> waiting = deliveries.values().stream()
                .filter(row -> !request.full()
                        .contains(
                                row.delivery().event().accountId(),
                                row.delivery().endpoint()))
                .filter(row -> wakeAt(row.state())
                        .map(at -> !at.isAfter(request.now()))
                        .orElse(false))
                .sorted(Comparator.comparing(row -> wakeAt(row.state()).orElseThrow()))
                .toList();
        for (Row row : waiting) {
            int taken = takenByAccount.merge(row.delivery().event().accountId(), 1, Integer::sum);
            int ofEndpoint = takenByEndpoint.merge(row.delivery().endpoint().text(), 1, Integer::sum);
            boolean room = claimed.size() < request.total()
                    && taken <= request.perAccount()
                    && ofEndpoint <= request.mostOf(row.delivery().endpoint());
            if (room && transaction.tryLock(row.delivery().id())) {
                InFlight lease = new InFlight(row.state().attempts(), claims(row.state()) + 1, request.until());
                if (row.state() instanceof InFlight) {
                    scheduler.saw(Sighting.LEASE_TAKEN_OVER, row.delivery().id()::toString);
                }
                transaction.write(() -> put(row.delivery(), lease));
                claimed.add(new Claimed(row.delivery(), lease));
            }
        }
        return claimed;
    }

    void record(Transaction transaction, List<Attempt> attempts) {
        attempts.stream()
                .map(attempt -> attempt.claimed().delivery().id())
                .sorted(Comparator.comparing(DeliveryId::toString))
                .forEach(transaction::lock);
        attempts.forEach(attempt -> record(transaction, attempt));
    }

    void postpone(Transaction transaction, List<Postponement> postponements) {
        postponements.stream()
                .sorted(Comparator.comparing(
                        each -> each.claimed().delivery().id().toString()))
                .forEach(each -> postpone(transaction, each));
    }

    private void postpone(Transaction transaction, Postponement postponement) {
        Claimed claimed = postponement.claimed();
        if (!(postponement.until() instanceof Until.Later(Duration pause))) {
            throw new IllegalStateException("nobody holds or takes back webhooks here");
        }
        DeliveryId id = claimed.delivery().id();
        transaction.lock(id);
        boolean current = deliveries.containsKey(id)
                && deliveries.get(id).state() instanceof InFlight lease
                && lease.claim() == claimed.lease().claim();
        if (current) {
            Due due = new Due(
                    claimed.lease().attempts(),
                    claimed.lease().claim(),
                    scheduler.now().plus(pause));
            transaction.write(() -> put(claimed.delivery(), due));
        }
    }

    private void record(Transaction transaction, Attempt attempt) {
        Delivery delivery = attempt.claimed().delivery();
        if (!deliveries.containsKey(delivery.id())) {
            return;
        }
        DeliveryState present = deliveries.get(delivery.id()).state();
        boolean current = present instanceof InFlight lease
                && lease.claim() == attempt.claimed().lease().claim();
        if (!current) {
            scheduler.saw(Sighting.ATTEMPT_OUTDATED, delivery.id()::toString);
        }
        if (attempt.next() instanceof Delivered || current) {
            transaction.write(() -> put(delivery, attempt.next()));
        }
    }

    private void keep(MerchantEvent event) {
        events.put(event.id(), event);
        checks.kept(event);
    }

    private void put(Delivery delivery, DeliveryState state) {
        deliveries.put(delivery.id(), new Row(delivery, state));
        checks.moved(delivery, state);
        if (state instanceof Exhausted) {
            scheduler.saw(Sighting.GIVEN_UP, delivery.id()::toString);
        }
    }

    private static int claims(DeliveryState state) {
        return switch (state) {
            case Due due -> due.claims();
            case InFlight inFlight -> inFlight.claim();
            case Delivered unused -> 0;
            case Exhausted unused -> 0;
        };
    }

    /** The column {@code wake_at}: when somebody has to look at it again. */
    private static Optional<Instant> wakeAt(DeliveryState state) {
        return switch (state) {
            case Due due -> Optional.of(due.at());
            case InFlight inFlight -> Optional.of(inFlight.until());
            case Delivered unused -> Optional.empty();
            case Exhausted unused -> Optional.empty();
        };
    }
}
