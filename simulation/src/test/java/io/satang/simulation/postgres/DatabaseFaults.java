package io.satang.simulation.postgres;

/**
 * How often things go wrong between a service and its database.
 *
 * @param aborts      percent of transactions that the server rolls back
 * @param lostAnswers percent of commits whose answer does not arrive
 * @param cuts        percent of longer transactions whose connection breaks half-way
 * @param slow        percent of messages that take long
 * @param hangs       percent of single statements that are never answered and may be committed later
 * @param cutOffs     percent of statements in longer transactions that do not arrive, as nothing after them does
 */
public record DatabaseFaults(
        double aborts, double lostAnswers, double cuts, double slow, double hangs, double cutOffs) {
    /** Nothing goes wrong. */
    public static final DatabaseFaults NONE = new DatabaseFaults(0, 0, 0, 0, 0, 0);
}
