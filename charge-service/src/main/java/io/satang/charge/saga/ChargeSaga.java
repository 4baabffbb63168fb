package io.satang.charge.saga;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeDecision;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.decision.ChargeRules;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.event.ChargeEvents;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.Routing;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.charge.store.EndedOperation;
import io.satang.charge.store.NewOperation;
import io.satang.events.EventType;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.ChargeId;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Moves charges: loads, lets {@link ChargeRules} decide, stores the decision if the charge is still what was decided upon, and decides anew
 * if it is not. Whatever races for a charge goes through here, so exactly one of them wins. What a decision asks of a provider is stored
 * with it, and asked by whoever finds it there.
 */
public final class ChargeSaga {
    private final ChargeStore store;
    private final ChargeEvents events;
    private final Routing routing;
    private final CommittedOperations asked;
    private final Clock clock;

    /**
     * The saga over this store.
     *
     * @param asked hears of what is to be asked of providers
     */
    public ChargeSaga(ChargeStore store, ChargeEvents events, Routing routing, CommittedOperations asked, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.events = Objects.requireNonNull(events, "events");
        this.routing = Objects.requireNonNull(routing, "routing");
        this.asked = Objects.requireNonNull(asked, "asked");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * What became of a command.
     *
     * @param charge   the charge as it is now
     * @param decision what was decided, and stored if there was something to store
     */
    public record Outcome(Charge charge, ChargeDecision decision) {}

    /** What is asked, the request that asked for it, if there was one, and who stores what follows. */
    private record Request(
            ChargeCommand command,
            Optional<String> requestId,
            Optional<EndedOperation> ended,
            Function<Change, Uni<Boolean>> storing) {}

    /**
     * Does what the command asks of this charge, or finds out why it cannot be done.
     *
     * @param requestId the request that gave the command, if there was one
     */
    public Uni<Outcome> apply(Charge charge, ChargeCommand command, Optional<String> requestId) {
        return apply(charge, command, requestId, store::update);
    }

    /**
     * The same for whoever stores something else together with the change.
     *
     * @param storing stores it as {@link ChargeStore#update} does
     */
    public Uni<Outcome> apply(
            Charge charge, ChargeCommand command, Optional<String> requestId, Function<Change, Uni<Boolean>> storing) {
        return apply(charge, new Request(command, requestId, Optional.empty(), storing));
    }

    /** The same for the answer to an operation, which is over when the charge has changed by it, and only then. */
    public Uni<Outcome> apply(
            Charge charge, FromProvider answer, Optional<String> requestId, Optional<EndedOperation> ended) {
        return apply(charge, new Request(answer, requestId, ended, store::update));
    }

    /** The same for whoever knows what time it is by the clock that all share, and acts for no request. */
    public Uni<Outcome> apply(Charge charge, ChargeCommand command, Instant now) {
        return apply(charge, new Request(command, Optional.empty(), Optional.empty(), store::update), now);
    }

    private Uni<Outcome> apply(Charge charge, Request request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // A replica whose clock is ahead must not end a charge early, so a deadline is judged by the clock that all
        // share.
        return !charge.state().ended() && charge.isDue(now)
                ? store.now().flatMap(shared -> apply(charge, request, shared))
                : apply(charge, request, now);
    }

    private Uni<Outcome> apply(Charge charge, Request request, Instant now) {
        ChargeDecision decision = undecidable(charge, () -> ChargeRules.decide(charge, request.command(), now));
        return switch (decision) {
            case Changed changed -> store(charge, request, changed, now);
            case Voided(ProviderOperation operation) -> ask(charge, decision, routed(charge, operation));
            case Refused refused -> Uni.createFrom().item(new Outcome(charge, decision));
        };
    }

    private Uni<Outcome> ask(Charge charge, ChargeDecision decision, NewOperation operation) {
        return store.ask(operation)
                .invoke(stored -> asked.committed(charge, List.of(operation)))
                .replaceWith(new Outcome(charge, decision));
    }

    private Uni<Outcome> store(Charge charge, Request request, Changed changed, Instant now) {
        Change change = undecidable(charge, () -> change(charge, request, changed, now));
        return request.storing()
                .apply(change)
                .flatMap(won -> won
                        ? Uni.createFrom().item(stored(change, changed))
                        : reload(charge.id()).flatMap(present -> apply(present, request)));
    }

    private Outcome stored(Change change, Changed changed) {
        if (!change.operations().isEmpty()) {
            asked.committed(changed.next(), change.operations());
        }
        return new Outcome(changed.next(), changed);
    }

    private Uni<Charge> reload(ChargeId chargeId) {
        return store.find(chargeId)
                .map(found -> found.orElseThrow(() -> new IllegalStateException(chargeId + " has vanished")));
    }

    private Change change(Charge charge, Request request, Changed changed, Instant now) {
        List<NewOperation> operations = changed.operations().stream()
                .map(operation -> routed(charge, operation))
                .toList();
        return new Change(
                charge.state(),
                request.command(),
                changed.next(),
                changed.event().map(type -> event(type, changed, now, request.requestId())),
                operations,
                changed.refund(),
                request.ended(),
                request.requestId());
    }

    private OutboxEvent event(EventType type, Changed changed, Instant now, Optional<String> requestId) {
        return type == EventType.REFUND_CREATED
                ? events.refunded(changed.next(), changed.refund().orElseThrow(), now, requestId)
                : events.of(type, changed.next(), now, requestId);
    }

    /** What is wrong with the charge, and not with the request or the world. */
    private static <T> T undecidable(Charge charge, Supplier<T> decision) {
        try {
            return decision.get();
        } catch (ApiException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UndecidableChargeException(charge.id(), e);
        }
    }

    private NewOperation routed(Charge charge, ProviderOperation operation) {
        Provider provider = routing.of(charge)
                .orElseThrow(() -> new IllegalStateException("nobody moves the money of " + charge.id()));
        return new NewOperation(operation, provider.name());
    }
}
