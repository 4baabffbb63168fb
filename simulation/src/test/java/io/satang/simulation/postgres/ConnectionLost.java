package io.satang.simulation.postgres;

import io.vertx.core.VertxException;

/** The connection broke, which the driver tells by this kind of exception. Whether what was asked for has been committed, nobody knows. */
final class ConnectionLost extends VertxException {
    private static final long serialVersionUID = 1L;

    ConnectionLost(String where) {
        // Failures are many and wanted here, and nobody looks at where they come from.
        super(where, true);
    }
}
