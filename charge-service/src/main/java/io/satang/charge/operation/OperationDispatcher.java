package io.satang.charge.operation;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.OperationId;
import io.satang.charge.provider.ProviderAnswers;
import io.satang.charge.provider.Routing;
import io.satang.charge.saga.CommittedOperations;
import io.satang.charge.store.NewOperation;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Asks providers for what has been stored, each {@link Lane} by itself: an offers-service that is slow must not keep anybody from being asked
 * for money.
 *
 * <p>It has no timer of its own: whoever owns it calls {@link #sweep} from time to time. Safe for use by several threads.
 */
public final class OperationDispatcher implements CommittedOperations {
    /** How long a provider may take to answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<OperationQueue> queues;

    /** A dispatcher at rest. */
    public OperationDispatcher(
            OperationStore store, Routing routing, ProviderAnswers answers, OperationObserver observer) {
        this.queues = Arrays.stream(Lane.values())
                .map(lane -> new OperationQueue(lane, store, routing, answers, observer))
                .toList();
    }

    /** What does not find room is taken up by a sweep. */
    @Override
    public void committed(Charge charge, List<NewOperation> operations) {
        queues.forEach(queue -> queue.committed(charge, operations));
    }

    /** Takes up what waits. Returns at once and never fails; does nothing where a sweep is under way. */
    public void sweep() {
        queues.forEach(OperationQueue::sweep);
    }

    @Override
    public Uni<Optional<Charge>> attempted(OperationId operation) {
        return queues.stream()
                .flatMap(queue -> queue.attempt(operation).stream())
                .findFirst()
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }
}
