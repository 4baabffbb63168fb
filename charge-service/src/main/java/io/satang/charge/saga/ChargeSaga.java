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
    private record Asked(ChargeCommand command, Optional<String> requestId) {}

    /**
     * Does what the command asks of this charge, or finds out why it cannot be done.
     *
     * @param requestId the request that gave the command, if there was one
     */
    public Uni<Outcome> apply(Charge charge, ChargeCommand command, Optional<String> requestId) {
        return apply(charge, new Asked(command, requestId));
    }

    private Uni<Outcome> apply(Charge charge, Asked asked) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // A replica whose clock is ahead must not end a charge early, so a deadline is judged by the clock that all
        // share.
        return charge.state() instanceof Pending && !now.isBefore(charge.expiresAt())
                ? store.now().flatMap(shared -> apply(charge, asked, shared))
                : apply(charge, asked, now);
    }

    private Uni<Outcome> apply(Charge charge, Asked asked, Instant now) {
        ChargeDecision decision = ChargeRules.decide(charge, asked.command(), now);
        return switch (decision) {
            case Changed(Charge next, EventType event) ->
                store(charge, asked, decision, change(charge, asked, next, event, now));
            case ExpiredAndVoid(Charge next, String reference) ->
                store(charge, asked, decision, expiredAndVoid(charge, asked, next, reference, now));
            case VoidLateApproval(String reference) ->
                store.recordVoid(new LateApproval(charge.id(), reference, now))
                        .replaceWith(new Outcome(charge, decision));
            case Refused refused -> Uni.createFrom().item(new Outcome(charge, decision));
        };
    }

    /** What the deadline makes of a charge, if it has passed. */
    public Optional<Change> settle(Charge charge, Instant now) {
        Asked asked = new Asked(new ChargeCommand.DeadlinePassed(), Optional.empty());
        return switch (ChargeRules.decide(charge, asked.command(), now)) {
            case Changed(Charge next, EventType event) -> Optional.of(change(charge, asked, next, event, now));
            case ExpiredAndVoid(Charge next, String reference) ->
                Optional.of(expiredAndVoid(charge, asked, next, reference, now));
            case VoidLateApproval late -> Optional.empty();
            case Refused refused -> Optional.empty();
        };
    }

    private Uni<Outcome> store(Charge charge, Asked asked, ChargeDecision decision, Change change) {
        return store.update(change)
                .flatMap(won -> won
                        ? Uni.createFrom().item(new Outcome(change.next(), decision))
                        : reload(charge.id()).flatMap(present -> apply(present, asked)));
    }

    private Uni<Charge> reload(String chargeId) {
        return store.find(chargeId)
                .map(found -> found.orElseThrow(() -> new IllegalStateException(chargeId + " has vanished")));
    }

    private Change change(Charge charge, Asked asked, Charge next, EventType event, Instant now) {
        OutboxEvent told = events.of(event, next, now, asked.requestId());
        return new Change(charge.state(), asked.command(), next, told, Optional.empty());
    }

    private Change expiredAndVoid(Charge charge, Asked asked, Charge next, String reference, Instant now) {
        OutboxEvent told = events.of(EventType.CHARGE_EXPIRED, next, now, asked.requestId());
        LateApproval late = new LateApproval(next.id(), reference, now);
        return new Change(charge.state(), asked.command(), next, told, Optional.of(late));
    }
}
