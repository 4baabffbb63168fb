package io.satang.charge.charge;

import io.satang.charge.charge.ChargeDecision.Changed;
import io.satang.charge.charge.ChargeDecision.ExpiredAndVoid;
import io.satang.charge.charge.ChargeDecision.Refused;
import io.satang.charge.charge.ChargeDecision.VoidLateApproval;
import io.satang.charge.charge.ChargeState.Pending;
import io.satang.charge.charge.ChargeStore.Change;
import io.satang.charge.charge.ChargeStore.LateApproval;
import io.satang.events.EventType;
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

    /** Does what the command asks of this charge, or finds out why it cannot be done. */
    public Uni<Outcome> apply(Charge charge, ChargeCommand command) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // A replica whose clock is ahead must not end a charge early, so a deadline is judged by the clock that all
        // share.
        return charge.state() instanceof Pending && !now.isBefore(charge.expiresAt())
                ? store.now().flatMap(shared -> apply(charge, command, shared))
                : apply(charge, command, now);
    }

    private Uni<Outcome> apply(Charge charge, ChargeCommand command, Instant now) {
        ChargeDecision decision = ChargeRules.decide(charge, command, now);
        return switch (decision) {
            case Changed(Charge next, EventType event) -> store(charge, command, decision, change(next, event, now));
            case ExpiredAndVoid(Charge next, String reference) ->
                store(charge, command, decision, expiredAndVoid(next, reference, now));
            case VoidLateApproval(String reference) ->
                store.recordVoid(new LateApproval(charge.id(), reference, now))
                        .replaceWith(new Outcome(charge, decision));
            case Refused refused -> Uni.createFrom().item(new Outcome(charge, decision));
        };
    }

    /** What the deadline makes of a charge, if it has passed. */
    public Optional<Change> settle(Charge charge, Instant now) {
        return switch (ChargeRules.decide(charge, new ChargeCommand.DeadlinePassed(), now)) {
            case Changed(Charge next, EventType event) -> Optional.of(change(next, event, now));
            case ExpiredAndVoid(Charge next, String reference) -> Optional.of(expiredAndVoid(next, reference, now));
            case VoidLateApproval late -> Optional.empty();
            case Refused refused -> Optional.empty();
        };
    }

    private Uni<Outcome> store(Charge charge, ChargeCommand command, ChargeDecision decision, Change change) {
        return store.update(change)
                .flatMap(won -> won
                        ? Uni.createFrom().item(new Outcome(change.next(), decision))
                        : reload(charge.id()).flatMap(present -> apply(present, command)));
    }

    private Uni<Charge> reload(String chargeId) {
        return store.find(chargeId)
                .map(found -> found.orElseThrow(() -> new IllegalStateException(chargeId + " has vanished")));
    }

    private Change change(Charge next, EventType event, Instant now) {
        return new Change(next, events.of(event, next, now), Optional.empty());
    }

    private Change expiredAndVoid(Charge next, String reference, Instant now) {
        LateApproval late = new LateApproval(next.id(), reference, now);
        return new Change(next, events.of(EventType.CHARGE_EXPIRED, next, now), Optional.of(late));
    }
}
