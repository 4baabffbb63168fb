package io.satang.load;

import io.satang.load.Target.PostgresServer;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/**
 * What webhook-service has in its tables for the endpoints of a run that never take any. There is no public way to take such deliveries back: the
 * accounts that they are of exist nowhere.
 */
final class WebhookTables {
    private static final String DATABASE = "webhook";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Vertx vertx;
    private final EventLoop loop;
    private final PostgresServer server;
    private final String prefix;

    /** @param prefix what their addresses begin with */
    WebhookTables(Vertx vertx, PostgresServer server, String prefix) {
        this.vertx = vertx;
        this.loop = new EventLoop(vertx);
        this.server = server;
        this.prefix = prefix;
    }

    long undelivered() {
        return run("SELECT count(*) FROM deliveries WHERE starts_with(uri, $1)")
                .iterator()
                .next()
                .getLong(0);
    }

    /** Forgets them, as nobody will ever take them. It locks in the order of the service, which may be at work on some of them. */
    void forget() {
        run("""
            WITH locked AS (
                SELECT event_id, slot FROM deliveries WHERE starts_with(uri, $1) ORDER BY event_id, slot FOR UPDATE
            )
            DELETE FROM deliveries USING locked
            WHERE deliveries.event_id = locked.event_id AND deliveries.slot = locked.slot
            """);
        run("DELETE FROM silent_hosts WHERE strpos(host, $1) > 0");
    }

    private RowSet<Row> run(String sql) {
        return loop.await(
                PgConnection.connect(vertx, ScratchDatabase.connectOptions(server, DATABASE))
                        .compose(connection -> connection
                                .preparedQuery(sql)
                                .execute(Tuple.of(prefix))
                                .eventually(() -> connection.close())),
                LIMIT);
    }
}
