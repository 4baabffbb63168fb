package io.satang.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.testing.Infra;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** An empty outbox in a real PostgreSQL, made by the services' own migration. */
final class OutboxDatabase implements AutoCloseable {
    private static final String DATABASE = "common_events";
    private static final List<String> MIGRATIONS =
            List.of("V1__outbox.sql", "V2__relay_from_memory.sql", "V3__request_id.sql");

    private final Vertx vertx = Vertx.vertx();
    private final PgConnectOptions address;
    private final Pool pool;

    OutboxDatabase() {
        Map<String, String> settings = Infra.start(DATABASE);
        address = new PgConnectOptions()
                .setHost(settings.get("satang.database.host"))
                .setPort(Integer.parseInt(settings.get("satang.database.port")))
                .setDatabase(DATABASE)
                .setUser(DATABASE)
                .setPassword(DATABASE);
        pool = newPool(8);
        pool.query("DROP TABLE IF EXISTS outbox, outbox_dead, relay_lease").executeAndAwait();
        MIGRATIONS.forEach(file -> pool.query(text(file)).executeAndAwait());
    }

    /** As another replica has it: with connections of its own. */
    Pool newPool(int connections) {
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(address)
                .using(vertx)
                .build());
    }

    /** Commits these events together, as a store does beside its own rows. */
    void write(List<OutboxEvent> events) {
        Tuple parameters = Tuple.tuple();
        OutboxSql.addTo(parameters, events);
        pool.preparedQuery(OutboxSql.INSERT + "SELECT " + OutboxSql.COLUMNS + " FROM " + OutboxSql.unnest(1)
                        + " ORDER BY event.position")
                .executeAndAwait(parameters);
    }

    /** The ids that wait, oldest first. */
    List<String> waiting() {
        return StreamSupport.stream(
                        pool.query("SELECT id FROM outbox ORDER BY seq")
                                .executeAndAwait()
                                .spliterator(),
                        false)
                .map(row -> row.getString("id"))
                .toList();
    }

    /** Those that were set aside, and why, oldest first. */
    Map<String, String> dead() {
        Map<String, String> dead = new LinkedHashMap<>();
        pool.query("SELECT id, reason FROM outbox_dead ORDER BY seq")
                .executeAndAwait()
                .forEach(row -> dead.put(row.getString("id"), row.getString("reason")));
        return dead;
    }

    /** Changes rows as time or another version of the code would. */
    void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String text(String file) {
        try (InputStream sql = OutboxDatabase.class.getResourceAsStream("/db/outbox/" + file)) {
            return new String(sql.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
