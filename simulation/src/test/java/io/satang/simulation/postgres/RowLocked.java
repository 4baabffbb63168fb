package io.satang.simulation.postgres;

/** The statement has to wait for another transaction to end. */
final class RowLocked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RowLocked() {
        // It only interrupts a statement, so nobody looks at where it comes from.
        super("row locked", null, false, false);
    }
}
