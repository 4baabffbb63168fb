package io.satang.simulation.postgres;

/**
 * What a statement does at the instant at which it is executed. It sees what is committed, and what it writes is seen once its transaction
 * has been committed. It may be executed again from the start when a row was locked.
 *
 * @param <T> what it answers
 */
@FunctionalInterface
public interface Statement<T> {
    /** Reads tables, takes locks and plans its writes. */
    T execute(Transaction transaction);
}
