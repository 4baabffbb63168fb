package io.satang.simulation.world;

/**
 * What goes wrong at merchants' endpoints.
 *
 * @param unreachable percent of attempts that never arrive
 * @param rejected    percent of attempts that are answered 500
 * @param silent      percent of attempts that arrive and are not answered in time
 * @param oneIsDead   whether one endpoint never answers at all, not even when the storm is over
 */
record ReceiverFaults(double unreachable, double rejected, double silent, boolean oneIsDead) {
    /** The same receivers when nothing goes wrong any more. */
    ReceiverFaults healed() {
        return new ReceiverFaults(0, 0, 0, oneIsDead);
    }
}
