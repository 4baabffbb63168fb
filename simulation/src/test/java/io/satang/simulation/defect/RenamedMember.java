package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;
import java.util.function.UnaryOperator;

/** The next release calls a member of its events otherwise, and the replicas of this one are still there. */
final class RenamedMember implements Parts {

    @Override
    public UnaryOperator<String> nextRelease() {
        return json -> json.replace("\"charge_id\":", "\"charge\":");
    }
}
