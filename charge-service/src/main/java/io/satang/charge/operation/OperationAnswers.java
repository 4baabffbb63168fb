package io.satang.charge.operation;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.event.ChargeEvents;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.ProviderAnswer;
import io.satang.charge.provider.ProviderAnswer.Approved;
import io.satang.charge.provider.ProviderAnswer.Declined;
import io.satang.charge.provider.ProviderAnswers;
import io.satang.charge.provider.Routing;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.EndedOperation;
import io.satang.platform.id.ChargeId;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Turns what providers say into commands. */
public final class OperationAnswers implements ProviderAnswers {
    private static final Logger LOG = Logger.getLogger(OperationAnswers.class);
    private static final Duration INQUIRED_AFTER = Duration.ofSeconds(2);
    // Two minutes in all, in which a database fails over; what is still not known then is inquired about at its
    // deadline.
    private static final Duration INQUIRY_PAUSE_MAX = Duration.ofSeconds(15);
    private static final int INQUIRIES_MAX = 10;
    /** Charges that may wait for it at once, some kilobytes each; others are left to their deadlines. */
    private static final int INQUIRING_MAX = 1_000;

    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(2);

    private final ChargeStore charges;
    private final OperationStore operations;
    private final ChargeSaga saga;
    private final ChargeEvents events;
    private final Routing routing;
    private final OperationObserver observer;
    private final AtomicInteger inquiring = new AtomicInteger();

    /** The answers to what this store holds. */
    public OperationAnswers(
            ChargeStore charges,
            OperationStore operations,
            ChargeSaga saga,
            ChargeEvents events,
            Routing routing,
            OperationObserver observer) {
        this.charges = Objects.requireNonNull(charges, "charges");
        this.operations = Objects.requireNonNull(operations, "operations");
        this.saga = Objects.requireNonNull(saga, "saga");
        this.events = Objects.requireNonNull(events, "events");
        this.routing = Objects.requireNonNull(routing, "routing");
        this.observer = Objects.requireNonNull(observer, "observer");
    }

    /** A charge that has heard an answer, and whether the operation is over with it. */
    private record Heard(Charge charge, boolean over) {}

    @Override
    public Uni<Charge> answered(
            Charge charge, ProviderOperation operation, ProviderAnswer answer, Optional<String> requestId) {
        return ready(charge, operation, answer)
                .flatMap(present -> decided(present, operation, answer, requestId, Optional.empty()))
                .map(Heard::charge);
    }

    /** Other money must not end a charge whose payer may have paid at the page unheard. */
    private Uni<Charge> ready(Charge charge, ProviderOperation operation, ProviderAnswer answer) {
        ProviderOperation page = ProviderOperation.atPage(charge);
        boolean endsOpenPage = charge.state() instanceof Pending
                && answer instanceof Approved
                && !operation.id().equals(page.id());
        return endsOpenPage ? closed(charge, page) : Uni.createFrom().item(charge);
    }

    private Uni<Charge> closed(Charge charge, ProviderOperation page) {
        return routing.of(charge)
                .map(provider -> provider.cancel(page)
                        .ifNoItem()
                        .after(CANCEL_PATIENCE)
                        .fail()
                        .flatMap(answer -> decided(charge, page, answer, Optional.empty(), Optional.empty()))
                        .map(Heard::charge))
                .orElseGet(() -> Uni.createFrom().item(charge));
    }

    private Uni<Heard> decided(
            Charge charge,
            ProviderOperation operation,
            ProviderAnswer answer,
            Optional<String> requestId,
            Optional<EndedOperation> ended) {
        Optional<FromProvider> command = OperationRules.command(operation, answer);
        return command.map(said -> saga.apply(charge, said, requestId, ended)
                        .map(outcome -> new Heard(
                                outcome.charge(), ended.isPresent() && outcome.decision() instanceof Changed)))
                // What is known of the charge may be old: its page may have been closed meanwhile.
                .orElseGet(() -> present(charge.id()).map(present -> new Heard(present, false)));
    }

    /**
     * The operation ends with the change of the charge. Where the charge does not change it decides first: when this replica dies between the
     * two, the operation is taken up again and says the same.
     */
    @Override
    public Uni<Charge> answered(Charge charge, ProviderOperation operation, ProviderAnswer answer) {
        Optional<EndedOperation> ended =
                Optional.of(ended(operation, answer)).filter(known -> OperationRules.isFinal(operation, answer));
        return ready(charge, operation, answer)
                .flatMap(present -> decided(present, operation, answer, Optional.empty(), ended))
                .call(heard -> over(heard, operation, answer, ended))
                .map(Heard::charge);
    }

    private Uni<Void> over(
            Heard heard, ProviderOperation operation, ProviderAnswer answer, Optional<EndedOperation> ended) {
        Uni<Boolean> first = ended.filter(known -> !heard.over())
                .map(known -> operations.settle(known, voided(heard.charge(), operation, answer)))
                .orElseGet(() -> Uni.createFrom().item(heard.over()));
        return first.invoke(now -> {
                    if (now) {
                        observer.settled(operation, ended(operation, answer).declined());
                    }
                })
                .replaceWithVoid();
    }

    private static EndedOperation ended(ProviderOperation operation, ProviderAnswer answer) {
        return new EndedOperation(
                operation.id(), answer instanceof Declined(FailureCode code) ? Optional.of(code) : Optional.empty());
    }

    @Override
    public Uni<Charge> answered(ProviderOperation operation, ProviderAnswer answer) {
        return present(operation.charge()).flatMap(charge -> answered(charge, operation, answer));
    }

    private Uni<Charge> present(ChargeId id) {
        return charges.find(id).map(found -> found.orElseThrow(() -> new IllegalStateException(id + " has vanished")));
    }

    /** What others hear of it: money that has gone back is told of once, by whoever settles it first. */
    private Optional<OutboxEvent> voided(Charge charge, ProviderOperation operation, ProviderAnswer answer) {
        if (operation.kind() != ProviderOperation.Kind.VOID || !(answer instanceof Approved approved)) {
            return Optional.empty();
        }
        String provider = routing.of(charge).map(Provider::name).orElse("");
        return Optional.of(events.voided(operation, provider, charge.livemode(), approved.at()));
    }

    @Override
    public Uni<Charge> unanswered(Charge charge, ProviderOperation operation) {
        if (inquiring.incrementAndGet() > INQUIRING_MAX) {
            inquiring.decrementAndGet();
            LOG.warnf("%s is left to its deadline: %d others are inquired about", charge.id(), INQUIRING_MAX);
            return Uni.createFrom().item(charge);
        }
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(INQUIRED_AFTER)
                .flatMap(waited -> inquired(charge, operation))
                .onFailure()
                .retry()
                .withBackOff(INQUIRED_AFTER, INQUIRY_PAUSE_MAX)
                .atMost(INQUIRIES_MAX)
                .onTermination()
                .invoke(inquiring::decrementAndGet)
                .subscribe()
                .with(
                        known -> {},
                        failure -> LOG.warnf("%s is left to its deadline: %s", charge.id(), failure.toString()));
        return Uni.createFrom().item(charge);
    }

    private Uni<Charge> inquired(Charge charge, ProviderOperation operation) {
        return routing.of(charge)
                .map(provider -> provider.inquire(operation)
                        .flatMap(answer -> answered(charge, operation, answer, Optional.empty())))
                .orElseGet(() -> Uni.createFrom().item(charge));
    }
}
