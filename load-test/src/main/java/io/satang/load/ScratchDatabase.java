package io.satang.load;

import io.satang.load.Target.PostgresServer;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;

/** A database that exists for one measurement. */
final class ScratchDatabase {

    private final Vertx vertx;
    private final EventLoop loop;
    private final PostgresServer server;
    private final String name;

    private ScratchDatabase(Vertx vertx, PostgresServer server, String name) {
        this.vertx = vertx;
        this.loop = new EventLoop(vertx);
        this.server = server;
        this.name = name;
    }

    /** Makes it anew; one that an interrupted run left behind goes first. */
    static ScratchDatabase create(Vertx vertx, PostgresServer server, String name, String schema) {
        ScratchDatabase database = new ScratchDatabase(vertx, server, name);
        database.drop();
        database.run("postgres", "CREATE DATABASE " + name);
        database.run(name, schema);
        return database;
    }

    void drop() {
        run("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    /** How to connect to database {@code name} of {@code server}. */
    static PgConnectOptions connectOptions(PostgresServer server, String name) {
        return new PgConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setUser(server.user())
                .setPassword(server.password())
                .setDatabase(name)
                .setCachePreparedStatements(true)
                .addProperty("client_min_messages", "warning");
    }

    private void run(String database, String sql) {
        loop.await(PgConnection.connect(vertx, connectOptions(server, database))
                .compose(connection -> connection.query(sql).execute().eventually(() -> connection.close())));
    }
}
