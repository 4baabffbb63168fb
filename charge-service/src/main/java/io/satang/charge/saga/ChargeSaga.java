package io.satang.charge.saga;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeDecision;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.ExpiredAndVoid;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.VoidLateApproval;
import io.satang.charge.decision.ChargeRules;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.event.ChargeEvents;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.charge.store.ChargeStore.LateApproval;
import io.satang.events.EventType;
import io.satang.platform.id.ChargeId;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Moves charges: loads, lets {@link ChargeRules} decide, stores the decision if the charge is still what was decided upon, and decides anew
 * if it is not. Whatever races for a charge goes through here, so exactly one of them wins.
 */
public final class ChargeSaga {
    private final ChargeStore store;
    private final ChargeEvents events;
    private final Clock clock;

    /** The saga over this store. */
    public ChargeSaga(ChargeStore store, ChargeEvents events, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.events = Objects.requireNonNull(events, "events");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * What became of a command.
     *
     * @param charge   the charge as it is now
     * @param decision what was decided, and stored if there was something to store
     */
    public record Outcome(Charge charge, ChargeDecision decision) {}

    /** What is asked, and the request that asked for it, if there was one. */
    private record Request(ChargeCommand command, Optional<String> requestId) {}

    /**
     * Does what the command asks of this charge, or finds out why it cannot be done.
     *
     * @param requestId the request that gave the command, if there was one
     */
    public Uni<Outcome> apply(Charge charge, ChargeCommand command, Optional<String> requestId) {
        return apply(charge, new Request(command, requestId));
    }

    private Uni<Outcome> apply(Charge charge, Request request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // A replica whose clock is ahead must not end a charge early, so a deadline is judged by the clock that all
        // share.
        return charge.state() instanceof Pending && !now.isBefore(charge.expiresAt())
                ? store.now().flatMap(shared -> apply(charge, request, shared))
                : apply(charge, request, now);
    }

    private Uni<Outcome> apply(Charge charge, Request request, Instant now) {
        ChargeDecision decision = ChargeRules.decide(charge, request.command(), now);
        return switch (decision) {
            case Changed(Charge next, EventType event) ->
                store(charge, request, decision, change(charge, request, next, event, now));
            case ExpiredAndVoid(Charge next, String reference) ->
                store(charge, request, decision, expiredAndVoid(charge, request, next, reference, now));
            case VoidLateApproval(String reference) ->
                store.recordVoid(new LateApproval(charge.id(), reference, now))
                        .replaceWith(new Outcome(charge, decision));
            case Refused refused -> Uni.createFrom().item(new Outcome(charge, decision));
        };
    }

    /** What the deadline makes of a charge, if it has passed. */
    public Optional<Change> settle(Charge charge, Instant now) {
        Request request = new Request(new ChargeCommand.DeadlinePassed(), Optional.empty());
        return switch (ChargeRules.decide(charge, request.command(), now)) {
            case Changed(Charge next, EventType event) -> Optional.of(change(charge, request, next, event, now));
            case ExpiredAndVoid(Charge next, String reference) ->
                Optional.of(expiredAndVoid(charge, request, next, reference, now));
            case VoidLateApproval late -> Optional.empty();
            case Refused refused -> Optional.empty();
        };
    }

    private Uni<Outcome> store(Charge charge, Request request, ChargeDecision decision, Change change) {
        return store.update(change)
                .flatMap(won -> won
                        ? Uni.createFrom().item(new Outcome(change.next(), decision))
                        : reload(charge.id()).flatMap(present -> apply(present, request)));
    }

    private Uni<Charge> reload(ChargeId chargeId) {
        return store.find(chargeId)
                .map(found -> found.orElseThrow(() -> new IllegalStateException(chargeId + " has vanished")));
    }

    private Change change(Charge charge, Request request, Charge next, EventType event, Instant now) {
        OutboxEvent message = events.of(event, next, now, request.requestId());
        return new Change(charge.state(), request.command(), next, message, Optional.empty());
    }

    private Change expiredAndVoid(Charge charge, Request request, Charge next, String reference, Instant now) {
        OutboxEvent message = events.of(EventType.CHARGE_EXPIRED, next, now, request.requestId());
        LateApproval late = new LateApproval(next.id(), reference, now);
        return new Change(charge.state(), request.command(), next, message, Optional.of(late));
    }
}
