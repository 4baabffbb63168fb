package io.satang.simulation.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.Refund.Status;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.charge.store.NewCharge;
import io.satang.charge.store.NewOperation;
import io.satang.charge.store.StoredTerms;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.simulation.check.ChargeChecks;
import io.satang.simulation.kernel.Releases;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/** The charge-service's tables, with the effects of the statements in {@code PgChargeStore}. */
public final class ChargeTable {
    /** The condition under which production code updates: the row is still what was decided upon. */
    public static final BiPredicate<Charge, Charge> SAME_VERSION =
            (present, next) -> present.version() == next.version() - 1;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DUE_LEASE = Duration.ofSeconds(3);

    private final Map<String, Charge> rows = new TreeMap<>();
    private final Map<String, String> idsByInstrument = new TreeMap<>();
    private final Map<String, String> idsByPage = new TreeMap<>();
    private final Map<String, Instant> claimedUntil = new TreeMap<>();
    private final OperationTable operations;
    private final Outbox outbox;
    private final BiPredicate<Charge, Charge> condition;
    private final Predicate<Charge> held;
    private final Function<Charge, Instant> expiresAt;
    private final ChargeChecks checks;
    private final Releases releases;
    private final Scheduler scheduler;

    /**
     * Empty tables.
     *
     * @param condition a row is updated when it holds for the row as it is and as it would be
     * @param held      whose money is captured later, whatever was asked for
     * @param expiresAt until when charges may be paid and captured, whatever was agreed
     * @param releases  who writes rows
     */
    public ChargeTable(
            Outbox outbox,
            OperationTable operations,
            BiPredicate<Charge, Charge> condition,
            Predicate<Charge> held,
            Function<Charge, Instant> expiresAt,
            ChargeChecks checks,
            Releases releases,
            Scheduler scheduler) {
        this.releases = releases;
        this.outbox = outbox;
        this.operations = operations;
        this.condition = condition;
        this.held = held;
        this.expiresAt = expiresAt;
        this.checks = checks;
        this.scheduler = scheduler;
    }

    /** Every charge. */
    public Collection<Charge> charges() {
        return rows.values();
    }

    /** The charge of this id. */
    public Optional<Charge> charge(String chargeId) {
        return Optional.ofNullable(rows.get(chargeId));
    }

    /** The charge that this charge or refund is about. */
    public Charge chargeOf(String chargeOrRefundId) {
        return charge(chargeOrRefundId)
                .or(() -> rows.values().stream()
                        .filter(charge -> charge.state() instanceof Successful paid
                                && paid.refunds().stream()
                                        .anyMatch(refund -> refund.id().value().equals(chargeOrRefundId)))
                        .findFirst())
                .orElseThrow();
    }

    Optional<Charge> chargeOfPage(String pageId) {
        return Optional.ofNullable(idsByPage.get(pageId)).flatMap(this::charge);
    }

    List<Boolean> insert(Transaction transaction, List<NewCharge> batch) {
        batch.stream().map(each -> each.charge().instrument().paysOnce()).forEach(transaction::lock);
        Set<String> taken = new HashSet<>();
        return batch.stream().map(each -> insert(transaction, each, taken)).toList();
    }

    /** Only the first change of each charge is tried, as in the store. */
    List<Boolean> update(Transaction transaction, List<Change> batch) {
        batch.stream().map(change -> change.next().id().value()).forEach(transaction::lock);
        Set<String> seen = new HashSet<>();
        return batch.stream()
                .map(change -> seen.add(change.next().id().value()) && update(transaction, change))
                .toList();
    }

    Instant now() {
        return scheduler.now();
    }

    /** Takes what is due and not locked, and not taken in the last moments. */
    List<Charge> claimDue(Transaction transaction, Instant now, int limit) {
        List<Charge> due = rows.values().stream()
                .filter(charge -> waits(charge) && charge.isDue(now))
                .filter(charge -> !claimedUntil
                        .getOrDefault(charge.id().value(), Instant.MIN)
                        .isAfter(scheduler.now()))
                .sorted(Comparator.comparing(Charge::expiresAt))
                .filter(charge -> transaction.tryLock("deadline of " + charge.id()))
                .limit(limit)
                .toList();
        Instant until = scheduler.now().plus(DUE_LEASE);
        transaction.write(
                () -> due.forEach(charge -> claimedUntil.put(charge.id().value(), until)));
        return due;
    }

    private static boolean waits(Charge charge) {
        return charge.state() instanceof Pending || charge.state() instanceof Authorized;
    }

    void ask(Transaction transaction, NewOperation operation) {
        scheduler.saw(Sighting.LATE_APPROVAL_VOIDED, operation::toString);
        operations.insert(transaction, operation);
    }

    private boolean insert(Transaction transaction, NewCharge each, Set<String> taken) {
        Charge charge = each.charge();
        String instrument = charge.instrument().paysOnce();
        if (idsByInstrument.containsKey(instrument) || !taken.add(instrument)) {
            scheduler.saw(Sighting.SOURCE_TAKEN, () -> instrument);
            return false;
        }
        transaction.write(() -> {
            commit(Optional.empty(), charge, Optional.of(each.event()));
            idsByInstrument.put(instrument, charge.id().value());
            idsByPage.put(charge.pageId().value(), charge.id().value());
        });
        each.operations().forEach(operation -> {
            boolean reserves = operation.operation().kind() == ProviderOperation.Kind.RESERVE;
            scheduler.saw(reserves ? Sighting.OFFER_ASKED : Sighting.CARD_ASKED, operation::toString);
            operations.insert(transaction, operation);
        });
        outbox.insert(transaction, each.event());
        return true;
    }

    private boolean update(Transaction transaction, Change change) {
        Charge next = change.next();
        Charge present = rows.get(next.id().value());
        if (present == null || !condition.test(present, next)) {
            scheduler.saw(Sighting.RACE_LOST, () -> next.id() + " is not at version " + (next.version() - 1));
            return false;
        }
        if (present.state() instanceof Authorizing && next.state() instanceof Pending) {
            scheduler.saw(Sighting.PAYER_ASKED, () -> next.id().value());
        }
        if (next.state() instanceof Failed failed && failed.code().equals(FailureCode.OFFER_UNAVAILABLE)) {
            scheduler.saw(Sighting.OFFER_GIVEN_UP, () -> next.id().value());
        }
        transaction.write(() -> commit(Optional.of(present), next, change.event()));
        change.operations().forEach(operation -> {
            scheduler.saw(sighting(operation, present, next), operation::toString);
            operations.insert(transaction, operation);
        });
        change.ended().ifPresent(ended -> operations.settle(transaction, ended.id(), Optional.empty()));
        change.refund()
                .filter(refund -> refund.status() == Status.FAILED)
                .ifPresent(refund -> scheduler.saw(Sighting.REFUND_DECLINED, refund::toString));
        change.event().ifPresent(event -> outbox.insert(transaction, event));
        return true;
    }

    private static Sighting sighting(NewOperation operation, Charge present, Charge next) {
        return switch (operation.operation().kind()) {
            case REFUND -> Sighting.REFUND_ASKED;
            case CAPTURE -> Sighting.CAPTURE_ASKED;
            case VOID -> voided(present, next);
            case AUTHORIZE, SALE -> Sighting.OFFER_RESERVED;
            case RESERVE -> throw new IllegalStateException("nobody asks for " + operation);
        };
    }

    private static Sighting voided(Charge present, Charge next) {
        if (next.state() instanceof Reversed) {
            return Sighting.HELD_MONEY_GIVEN_UP;
        }
        return present.state() instanceof Authorized ? Sighting.HELD_MONEY_LAPSED : Sighting.EXPIRED_AND_VOIDED;
    }

    /** As it is read of the row that one of the releases has written. */
    private Charge stored(Charge charge) {
        String agreed = StoredTerms.write(charge.terms());
        String terms = releases.write(held.test(charge) ? capturedLater(agreed) : agreed);
        return new Charge(
                charge.id(),
                charge.accountId(),
                charge.livemode(),
                charge.version(),
                charge.amount(),
                charge.instrument(),
                charge.pageId(),
                charge.createdAt(),
                expiresAt.apply(charge),
                charge.description(),
                charge.metadata(),
                StoredTerms.read(terms, charge.id().value()),
                charge.discount(),
                charge.state());
    }

    private static String capturedLater(String terms) {
        try {
            return ((ObjectNode) JSON.readTree(terms)).put("capture", false).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(terms, e);
        }
    }

    private void commit(Optional<Charge> before, Charge after, Optional<OutboxEvent> event) {
        scheduler.say(() -> "committed " + after.id() + " " + after.state().status() + " version " + after.version());
        checks.committed(before, after, event);
        rows.put(after.id().value(), stored(after));
    }
}
