package io.satang.simulation.postgres;

import io.satang.simulation.kernel.SimulatedProcess;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** What a service holds of its database: a pool of connections that dies with the process. */
public final class Session {
    private final Database database;
    private final SimulatedProcess client;

    /** Connects the process to the database. */
    public Session(Database database, SimulatedProcess client) {
        this.database = database;
        this.client = client;
        database.connect(client);
    }

    /** One statement that is a transaction. */
    public <T> Uni<T> execute(Statement<T> statement) {
        return database.execute(client, statement);
    }

    /** Several statements in one transaction, which is committed when {@code work} succeeds. */
    public <T> Uni<T> transaction(Function<Connection, Uni<T>> work) {
        return database.transaction(client, work);
    }
}
