package io.satang.charge.operation;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.ProviderAnswer;
import io.satang.charge.provider.ProviderAnswer.Declined;
import io.satang.charge.provider.ProviderAnswer.Unheard;
import io.satang.charge.provider.ProviderAnswer.Unknown;
import io.satang.charge.provider.ProviderAnswers;
import io.satang.charge.provider.Routing;
import io.satang.charge.store.NewOperation;
import io.satang.platform.id.AccountId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Asks for what has been stored of one {@link Lane}. What this replica has just stored comes from memory, and belongs to it from its birth; all
 * else is claimed from the table by {@link #sweep}: nothing that is lost here is lost. Who takes up what somebody else has begun inquires before
 * it asks, and an operation is over only when the provider has said so.
 */
final class OperationQueue {
    private static final Duration PATIENCE = OperationDispatcher.PATIENCE;
    private static final Logger LOG = Logger.getLogger(OperationQueue.class);
    private static final int UNDER_WAY_MAX = 512;
    /** Whose providers are silent keep three quarters of the room free for others. */
    private static final int OF_ACCOUNT_MAX = UNDER_WAY_MAX / 4;

    private static final int CLAIMED_MAX = 64;
    private static final long BORN_CLAIM = 1;

    private final Lane lane;
    private final OperationStore store;
    private final Routing routing;
    private final ProviderAnswers answers;
    private final OperationObserver observer;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<AccountId, Integer> underWayOf = new ConcurrentHashMap<>();
    private final Map<OperationId, CompletableFuture<Optional<Charge>>> attempts = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    OperationQueue(
            Lane lane, OperationStore store, Routing routing, ProviderAnswers answers, OperationObserver observer) {
        this.lane = Objects.requireNonNull(lane, "lane");
        this.store = Objects.requireNonNull(store, "store");
        this.routing = Objects.requireNonNull(routing, "routing");
        this.answers = Objects.requireNonNull(answers, "answers");
        this.observer = Objects.requireNonNull(observer, "observer");
    }

    /** What does not find room is taken up by a sweep. */
    void committed(Charge charge, List<NewOperation> operations) {
        operations.stream()
                .filter(each -> lane.holds(each.operation().kind()))
                .map(each -> new ClaimedOperation(each.operation(), each.provider(), BORN_CLAIM, 0, Duration.ZERO))
                .filter(this::hasRoom)
                .forEach(claimed -> start(claimed, Optional.of(charge)));
    }

    /** Takes up what waits. Returns at once and never fails; does nothing while a sweep is under way. */
    void sweep() {
        int room = Math.min(CLAIMED_MAX, UNDER_WAY_MAX - underWay.get());
        if (room <= 0 || !sweeping.compareAndSet(false, true)) {
            return;
        }
        store.claim(lane, room, withoutRoom())
                .onTermination()
                .invoke(() -> sweeping.set(false))
                .subscribe()
                .with(
                        claimed ->
                                claimed.stream().filter(this::hasRoom).forEach(each -> start(each, Optional.empty())),
                        failure -> LOG.warnf("operations not swept: %s", failure.toString()));
    }

    private boolean hasRoom(ClaimedOperation claimed) {
        int ofAccount = underWayOf.getOrDefault(claimed.operation().account(), 0);
        return underWay.get() < UNDER_WAY_MAX && ofAccount < OF_ACCOUNT_MAX;
    }

    /** Whose operations might not all find room if a sweep took up nothing else. */
    private Set<AccountId> withoutRoom() {
        return underWayOf.entrySet().stream()
                .filter(each -> each.getValue() > OF_ACCOUNT_MAX - CLAIMED_MAX)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What this replica is asking, if it is; a copy, so that whoever gives up waiting does so for itself only. */
    Optional<Uni<Optional<Charge>>> attempt(OperationId operation) {
        return Optional.ofNullable(attempts.get(operation))
                .map(attempt -> Uni.createFrom().completionStage(attempt::copy));
    }

    /**
     * Asks for the operation, or about it.
     *
     * @param stored the charge that it has just been stored with, by this replica; empty for what somebody may have asked for before
     */
    private void start(ClaimedOperation claimed, Optional<Charge> stored) {
        OperationId id = claimed.operation().id();
        CompletableFuture<Optional<Charge>> attempt = new CompletableFuture<>();
        attempts.put(id, attempt);
        underWay.incrementAndGet();
        underWayOf.merge(claimed.operation().account(), 1, Integer::sum);
        Uni.createFrom()
                .deferred(() -> stored.isPresent() ? performed(claimed) : inquired(claimed))
                .flatMap(answer -> heard(claimed, stored, answer))
                .onFailure()
                .invoke(failure -> LOG.warnf("operation %s is left to the sweep: %s", id, failure.toString()))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .subscribe()
                .with(charge -> ended(claimed.operation(), attempt, charge));
    }

    private void ended(
            ProviderOperation operation, CompletableFuture<Optional<Charge>> attempt, Optional<Charge> charge) {
        attempts.remove(operation.id(), attempt);
        underWay.decrementAndGet();
        underWayOf.computeIfPresent(operation.account(), (account, count) -> count == 1 ? null : count - 1);
        attempt.complete(charge);
    }

    private Uni<ProviderAnswer> inquired(ClaimedOperation claimed) {
        if (OperationRules.isGivenUp(claimed.operation(), claimed.age())) {
            return Uni.createFrom().item(new Declined(FailureCode.OFFER_UNAVAILABLE));
        }
        return bounded(provider(claimed).inquire(claimed.operation()))
                .flatMap(answer -> answer instanceof Unheard
                        ? unheard(claimed)
                        : Uni.createFrom().item(answer));
    }

    private Uni<ProviderAnswer> unheard(ClaimedOperation claimed) {
        return OperationRules.mayPerform(claimed.operation(), claimed.age())
                ? performed(claimed)
                : bounded(provider(claimed).cancel(claimed.operation())).map(OperationQueue::givenUp);
    }

    private static ProviderAnswer givenUp(ProviderAnswer answer) {
        return answer instanceof Unheard ? new Declined(FailureCode.FAILED_PROCESSING) : answer;
    }

    private Uni<ProviderAnswer> performed(ClaimedOperation claimed) {
        return bounded(provider(claimed).perform(claimed.operation()));
    }

    /** That a provider fails or is not heard says nothing about the money. */
    private static Uni<ProviderAnswer> bounded(Uni<ProviderAnswer> asked) {
        return asked.ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(() -> new Unknown("no answer within " + PATIENCE))
                .onFailure()
                .recoverWithItem(failure -> new Unknown(failure.toString()));
    }

    private Provider provider(ClaimedOperation claimed) {
        return routing.named(claimed.provider())
                .orElseThrow(() -> new IllegalStateException("no provider " + claimed.provider()));
    }

    private Uni<Optional<Charge>> heard(ClaimedOperation claimed, Optional<Charge> stored, ProviderAnswer answer) {
        ProviderOperation operation = claimed.operation();
        if (OperationRules.isFinal(operation, answer)) {
            return stored.map(charge -> answers.answered(charge, operation, answer))
                    .orElseGet(() -> answers.answered(operation, answer))
                    .map(Optional::of);
        }
        observer.postponed(operation, answer.toString());
        return store.postpone(claimed, OperationRules.retryAfter(operation, claimed.attempts(), claimed.age()))
                .replaceWith(Optional::empty);
    }
}
