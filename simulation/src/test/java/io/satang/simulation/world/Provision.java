package io.satang.simulation.world;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.event.ChargeEvents;
import io.satang.charge.operation.OperationAnswers;
import io.satang.charge.operation.OperationDispatcher;
import io.satang.charge.operation.OperationObserver;
import io.satang.charge.operation.OperationStore;
import io.satang.charge.operation.PaymentClosing;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.ProviderAnswer;
import io.satang.charge.provider.ProviderAnswers;
import io.satang.charge.provider.Routing;
import io.satang.charge.provider.TestModeRouting;
import io.satang.charge.provider.offers.OffersProvider;
import io.satang.charge.provider.simulator.Simulator;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.saga.CommittedOperations;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.NewOperation;
import io.satang.platform.call.InternalRoutes;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.simulation.kernel.SimulatedProcess;
import io.satang.simulation.postgres.JournalTable;
import io.satang.simulation.postgres.OperationTable;
import io.satang.simulation.postgres.Session;
import io.satang.simulation.postgres.SimulatedJournal;
import io.satang.simulation.postgres.SimulatedOperationStore;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What moves the money of one replica: saga, dispatcher and provider of production, each of which needs the others. */
final class Provision {
    private static final Duration OPERATION_SWEEP = Duration.ofSeconds(1);

    private final Parts parts;
    private final Simulator simulator;
    private final ChargeSaga saga;
    private final OperationAnswers answers;
    private final PaymentClosing closing;
    private final Routing routing;
    private final CommittedOperations asked = new Deferred();
    private Optional<OperationDispatcher> dispatcher = Optional.empty();

    Provision(
            Context context,
            SimulatedProcess process,
            Session session,
            ChargeStore store,
            OutboxRelay relay,
            ChargeEvents events,
            OperationTable operations,
            JournalTable journal,
            InternalRoutes offers,
            Clock clock) {
        this.parts = context.parts();
        this.simulator = new Simulator(
                new SimulatedJournal(
                        session,
                        journal,
                        context.scheduler(),
                        context.chance(),
                        context.scenario().providerFaults()),
                new Deferred());
        this.routing = new TestModeRouting(parts.provider(simulator), new OffersProvider(offers));
        OperationStore stored = new SimulatedOperationStore(session, operations, relay);
        this.saga = new ChargeSaga(store, events, routing, asked, clock);
        this.answers = new OperationAnswers(store, stored, saga, events, routing, OperationObserver.NONE);
        OperationDispatcher asks = new OperationDispatcher(stored, routing, answers, OperationObserver.NONE);
        this.dispatcher = Optional.of(asks);
        this.closing = new PaymentClosing(parts.inquiresBeforeEnding() ? routing : new NoProvider(), answers);
        if (parts.sweepsOperations()) {
            context.every(process, OPERATION_SWEEP, asks::sweep);
        }
    }

    Simulator simulator() {
        return simulator;
    }

    ChargeSaga saga() {
        return saga;
    }

    OperationAnswers answers() {
        return answers;
    }

    Routing routing() {
        return routing;
    }

    CommittedOperations asked() {
        return asked;
    }

    PaymentClosing closing() {
        return closing;
    }

    /** Some are there before those that they speak to. */
    private final class Deferred implements ProviderAnswers, CommittedOperations {
        @Override
        public void committed(Charge charge, List<NewOperation> operations) {
            dispatcher
                    .orElseThrow()
                    .committed(
                            charge,
                            operations.stream()
                                    .filter(each -> parts.asksFromMemory(each.operation()))
                                    .toList());
        }

        @Override
        public Uni<Optional<Charge>> attempted(OperationId operation) {
            return dispatcher.orElseThrow().attempted(operation);
        }

        @Override
        public Uni<Charge> answered(
                Charge charge, ProviderOperation operation, ProviderAnswer answer, Optional<String> requestId) {
            return answers.answered(charge, operation, answer, requestId);
        }

        @Override
        public Uni<Charge> unanswered(Charge charge, ProviderOperation operation) {
            return answers.unanswered(charge, operation);
        }

        @Override
        public Uni<Charge> answered(Charge charge, ProviderOperation operation, ProviderAnswer answer) {
            return answers.answered(charge, operation, answer);
        }

        @Override
        public Uni<Charge> answered(ProviderOperation operation, ProviderAnswer answer) {
            return answers.answered(operation, answer);
        }
    }

    /** As if nobody could have taken money. */
    private static final class NoProvider implements Routing {
        @Override
        public Optional<Provider> of(Charge charge) {
            return Optional.empty();
        }

        @Override
        public Provider reservations() {
            throw new UnsupportedOperationException("nobody reserves");
        }

        @Override
        public Optional<Provider> named(String name) {
            return Optional.empty();
        }
    }
}
