package io.satang.simulation.postgres;

/** The connection broke. Whether what was asked for has been committed, nobody knows. */
final class ConnectionLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConnectionLost(String where) {
        // Failures are many and wanted here, and nobody looks at where they come from.
        super(where, null, false, false);
    }
}
