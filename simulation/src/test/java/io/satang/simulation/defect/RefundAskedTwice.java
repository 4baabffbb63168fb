package io.satang.simulation.defect;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.simulation.postgres.ChargeTable;
import io.satang.simulation.world.Parts;
import java.util.function.BiPredicate;

/** Two refunds that were both decided upon the same charge are both stored, and the provider is asked for both. */
final class RefundAskedTwice implements Parts {

    @Override
    public BiPredicate<Charge, Charge> updateCondition() {
        return (present, next) -> ChargeTable.SAME_VERSION.test(present, next)
                || (present.state() instanceof Successful
                        && next.state() instanceof Successful refunded
                        && !refunded.refunds().isEmpty());
    }
}
