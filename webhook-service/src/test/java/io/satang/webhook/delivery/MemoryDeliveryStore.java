package io.satang.webhook.delivery;

import io.satang.webhook.delivery.DeliveryState.InFlight;
import io.satang.webhook.delivery.Postponement.Until;
import io.satang.webhook.event.MerchantEvent;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The tables in memory, by the rules instead of by SQL. */
public final class MemoryDeliveryStore implements DeliveryStore {
    private final DeliveryRules rules;
    private final Clock clock;
    private final Map<String, MerchantEvent> events = new LinkedHashMap<>();
    private final Map<DeliveryId, Row> rows = new LinkedHashMap<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Integer> postponedTogether = new ArrayList<>();
    private CompletableFuture<Void> postponing = CompletableFuture.completedFuture(null);
    private boolean down;
    private boolean away;
    private boolean deaf;

    private record Row(Delivery delivery, DeliveryState state) {}

    public MemoryDeliveryStore(DeliveryRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** Whether nothing can be read or written. */
    public void down(boolean now) {
        down = now;
    }

    /** Whether the way to it is interrupted. */
    public void away(boolean now) {
        away = now;
    }

    /** Whether what is added is kept, and whoever added it does not hear of it. */
    public void deaf(boolean now) {
        deaf = now;
    }

    /** Lets the database take its time to take leases back, until it is told that the first statement has ended. */
    public CompletableFuture<Void> slowToPostpone() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        postponing = first;
        return first;
    }

    /** How many leases were given back in each statement. */
    public List<Integer> postponedTogether() {
        return List.copyOf(postponedTogether);
    }

    /** Every attempt that was recorded. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** How many events there are. */
    public int events() {
        return events.size();
    }

    /** The state of each delivery, in the order in which they were made. */
    public List<DeliveryState> states() {
        return rows.values().stream().map(Row::state).toList();
    }

    /** The endpoint of each delivery. */
    public List<String> endpoints() {
        return rows.values().stream()
                .map(row -> row.delivery().endpoint().text())
                .toList();
    }

    @Override
    public Uni<Set<DeliveryId>> add(List<MerchantEvent> added, List<NewDelivery> deliveries) {
        return whenUp(() -> {
                    Set<String> fresh = new HashSet<>();
                    added.stream()
                            .filter(event -> events.putIfAbsent(event.id(), event) == null)
                            .forEach(event -> fresh.add(event.id()));
                    List<NewDelivery> startable = deliveries.stream()
                            .filter(opened ->
                                    fresh.contains(opened.delivery().id().eventId()) || isLeasedAtBirth(opened))
                            .toList();
                    startable.forEach(
                            opened -> rows.put(opened.delivery().id(), new Row(opened.delivery(), opened.state())));
                    return startable.stream()
                            .map(opened -> opened.delivery().id())
                            .collect(Collectors.toUnmodifiableSet());
                })
                .invoke(() -> {
                    if (deaf) {
                        throw new IllegalStateException("the answer was lost");
                    }
                });
    }

    private boolean isLeasedAtBirth(NewDelivery opened) {
        return opened.state() instanceof InFlight
                && rows.containsKey(opened.delivery().id())
                && rows.get(opened.delivery().id()).state() instanceof InFlight(int attempts, int claim, Instant unused)
                && attempts == 0
                && claim == 1;
    }

    @Override
    public Uni<List<Claimed>> claim(ClaimRequest request) {
        return whenUp(() -> {
            List<Claimed> claimed = new ArrayList<>();
            for (Row row : List.copyOf(rows.values())) {
                if (claimed.size() < request.total() && hasRoom(request, row.delivery(), claimed)) {
                    rules.claim(row.state(), request.now()).ifPresent(lease -> claimed.add(lease(row, lease)));
                }
            }
            return claimed;
        });
    }

    private static boolean hasRoom(ClaimRequest request, Delivery delivery, List<Claimed> claimed) {
        long ofEndpoint = claimed.stream()
                .filter(each -> each.delivery().endpoint().equals(delivery.endpoint()))
                .count();
        return ofEndpoint < request.mostOf(delivery.endpoint())
                && !request.full().contains(delivery.event().accountId(), delivery.endpoint());
    }

    @Override
    public Uni<Void> record(List<Attempt> made) {
        return whenUp(() -> {
                    attempts.addAll(made);
                    made.forEach(this::apply);
                    return made;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> postpone(List<Postponement> postponements) {
        postponedTogether.add(postponements.size());
        return whenUp(() -> {
                    postponements.forEach(this::postpone);
                    return postponements;
                })
                .chain(() -> Uni.createFrom().completionStage(postponing));
    }

    private void postpone(Postponement each) {
        Instant until = switch (each.until()) {
            case Until.Later(Duration pause) -> clock.instant().plus(pause);
            case Until.Turn unused -> Instant.MAX;
            case Until.Enabled unused -> Instant.MAX;
            case Until.Well unused -> Instant.MAX;
            case Until.Heard unused -> Instant.MAX;
            case Until.Never unused -> Instant.MIN;
        };
        rows.computeIfPresent(
                each.claimed().delivery().id(),
                (id, row) -> row.state().equals(each.claimed().lease())
                        ? new Row(row.delivery(), rules.postpone(each.claimed().lease(), until))
                        : row);
    }

    @Override
    public Uni<Backlog> backlog() {
        return Uni.createFrom().item(Backlog.EMPTY);
    }

    private Claimed lease(Row row, InFlight lease) {
        rows.put(row.delivery().id(), new Row(row.delivery(), lease));
        return new Claimed(row.delivery(), lease);
    }

    private void apply(Attempt attempt) {
        int claim = attempt.claimed().lease().claim();
        rows.computeIfPresent(attempt.claimed().delivery().id(), (id, row) -> {
            boolean current = row.state() instanceof InFlight lease && lease.claim() == claim;
            return current || attempt.outcome().success()
                    ? new Row(attempt.claimed().delivery(), attempt.next())
                    : row;
        });
    }

    private <T> Uni<T> whenUp(java.util.function.Supplier<T> statement) {
        if (away) {
            return Uni.createFrom().failure(new IOException("connection reset"));
        }
        return Uni.createFrom().item(() -> {
            if (down) {
                throw new IllegalStateException("no database");
            }
            return statement.get();
        });
    }
}
