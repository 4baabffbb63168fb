package io.satang.simulation.postgres;

/**
 * How often things go wrong between a service and its database.
 *
 * @param aborts      percent of transactions that the server rolls back
 * @param lostAnswers percent of commits whose answer does not arrive
 * @param cuts        percent of longer transactions whose connection breaks half-way
 * @param slow        percent of messages that take long
 * @param hangs       percent of statements that are never answered; some of them are committed later
 */
public record DatabaseFaults(double aborts, double lostAnswers, double cuts, double slow, double hangs) {
    /** Nothing goes wrong. */
    public static final DatabaseFaults NONE = new DatabaseFaults(0, 0, 0, 0, 0);
}
