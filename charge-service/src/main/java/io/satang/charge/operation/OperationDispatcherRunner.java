package io.satang.charge.operation;

import io.quarkus.runtime.StartupEvent;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.OperationId;
import io.satang.charge.provider.ProviderAnswers;
import io.satang.charge.provider.Routing;
import io.satang.charge.saga.CommittedOperations;
import io.satang.charge.store.NewOperation;
import io.satang.platform.time.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Gives the {@link OperationDispatcher} its timer and what has just been stored. */
@ApplicationScoped
class OperationDispatcherRunner implements CommittedOperations {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final OperationDispatcher dispatcher;
    private final Timers timers;

    OperationDispatcherRunner(
            OperationStore store, Routing routing, ProviderAnswers answers, OperationObserver observer, Timers timers) {
        this.dispatcher = new OperationDispatcher(store, routing, answers, observer);
        this.timers = Objects.requireNonNull(timers, "timers");
    }

    void start(@Observes StartupEvent event) {
        timers.every(EVERY, dispatcher::sweep);
    }

    @Override
    public void committed(Charge charge, List<NewOperation> operations) {
        dispatcher.committed(charge, operations);
    }

    @Override
    public Uni<Optional<Charge>> attempted(OperationId operation) {
        return dispatcher.attempted(operation);
    }
}
