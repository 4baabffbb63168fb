package io.satang.platform.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The pool of connections, of which every wait ends: for the server to accept, for a connection to be free, and for an answer. A server
 * that has vanished runs no {@code statement_timeout} and sends no reset, so the last of these bounds is this side's.
 */
@Singleton
public class BoundedPool implements PgPoolCreator {
    /**
     * How long a connection may be silent that was asked something. It is closed then and leaves the pool, and what was asked on it fails. It is
     * longer than {@code statement_timeout}, so that a server which lives says itself that it has given a statement up, and the connection stays.
     */
    public static final Duration SILENCE_MAX = Duration.ofSeconds(5);

    /**
     * Statements shorter than this stay prepared on their connection. One that does not costs every execution a second round trip and a
     * plan; 2,048, the library's own limit, is less than some statements have that write state and events at once.
     */
    public static final int STATEMENT_CHARS_MAX = 16_384;

    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
    private static final Duration ACQUIRE_MAX = Duration.ofSeconds(3);
    private static final int ACQUIRING_MAX = 1_000;

    BoundedPool() {}

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(BoundedPool::bound);
        PoolOptions pool = input.poolOptions()
                .setConnectionTimeout((int) ACQUIRE_MAX.toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxWaitQueueSize(ACQUIRING_MAX);
        Silence silence = new Silence();
        return PgBuilder.pool()
                .with(pool)
                .connectingTo(List.copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .withConnectHandler(connection -> watch(connection, silence))
                .build();
    }

    // Before its first use, after which it is given to the pool.
    private static void watch(SqlConnection connection, Silence silence) {
        Connection pooled = ((SqlConnectionInternal) connection).unwrap();
        NetSocketInternal socket = ((SocketConnectionBase) pooled.unwrap()).socket();
        DeadConnection.leavesFirst(socket, (Connection.Holder) pooled);
        silence.isHeardOn(socket);
        connection.close();
    }

    // Both reads and writes count for the idle timeout, so a connection's patience starts when its statement is sent.
    // Acknowledgements that stay out end it too (TCP_USER_TIMEOUT), and are noticed while a large statement is being
    // sent.
    private static void bound(PgConnectOptions options) {
        options.setPreparedStatementCacheSqlLimit(STATEMENT_CHARS_MAX);
        options.setConnectTimeout((int) CONNECT_MAX.toMillis())
                .setIdleTimeout((int) SILENCE_MAX.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpKeepAlive(true)
                .setTcpUserTimeout((int) SILENCE_MAX.toMillis());
    }
}
