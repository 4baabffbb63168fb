package io.satang.simulation.postgres;

/** The statement has to wait for another transaction to end. */
final class RowLocked extends RuntimeException {
    static final RowLocked INSTANCE = new RowLocked();
    private static final long serialVersionUID = 1L;

    private RowLocked() {
        super("row locked", null, false, false);
    }
}
