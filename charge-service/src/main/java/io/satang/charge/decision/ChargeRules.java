package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.Describe;
import io.satang.charge.decision.ChargeCommand.Move;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.events.EventType;
import java.time.Instant;

/**
 * The whole life of a charge as one pure, total function (reference omise-api §9): no clock, no database, no provider. Outcome, deadline and
 * merchant race for a charge; the first whose change is stored wins, and everybody else finds it here that they came late. What each state
 * makes of each command stands in the rules of that state.
 */
public final class ChargeRules {
    private ChargeRules() {}

    /** What the command makes of the charge at this time. */
    public static ChargeDecision decide(Charge charge, ChargeCommand command, Instant now) {
        return switch (command) {
            case Describe(var description, var metadata) -> described(charge, charge.describe(description, metadata));
            case Move move -> moved(charge, move, now);
        };
    }

    private static ChargeDecision moved(Charge charge, Move move, Instant now) {
        return switch (charge.state()) {
            case Reserving state -> ReservingRules.decide(charge, state, move, now);
            case Authorizing state -> AuthorizingRules.decide(charge, state, move, now);
            case Pending state -> PendingRules.decide(charge, state, move, now);
            case Authorized state -> AuthorizedRules.decide(charge, state, move, now);
            case Capturing state -> CapturingRules.decide(charge, state, move, now);
            case Successful state -> SuccessfulRules.decide(charge, state, move, now);
            case Failed state -> EndedRules.decide(charge, move, Refusal.ALREADY_FAILED);
            case Expired state -> EndedRules.decide(charge, move, Refusal.ALREADY_EXPIRED);
            case Reversed state -> EndedRules.decide(charge, move, Refusal.ALREADY_REVERSED);
        };
    }

    private static ChargeDecision described(Charge charge, Charge next) {
        boolean same = next.description().equals(charge.description())
                && next.metadata().equals(charge.metadata());
        return same ? new Refused(Refusal.NOTHING_NEW) : Changed.told(next, EventType.CHARGE_UPDATED);
    }
}
