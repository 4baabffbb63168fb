package io.satang.simulation.postgres;

import io.satang.simulation.kernel.SimulatedProcess;
import io.smallrye.mutiny.Uni;

/** The client's end of an open transaction. */
public final class Connection {
    private final Database database;
    private final SimulatedProcess client;
    private final Transaction transaction;

    Connection(Database database, SimulatedProcess client, Transaction transaction) {
        this.database = database;
        this.client = client;
        this.transaction = transaction;
    }

    /** Executes a statement within the transaction. */
    public <T> Uni<T> query(Statement<T> statement) {
        return database.query(client, transaction, statement);
    }
}
