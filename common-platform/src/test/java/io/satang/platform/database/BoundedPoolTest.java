package io.satang.platform.database;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.satang.testing.Infra;
import io.satang.testing.TcpProxy;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pool beside a real PostgreSQL that ends sessions, or vanishes. */
class BoundedPoolTest {
    private static final String DATABASE = "common_pool";
    private static final int WAITING = 20;
    private static final int CONNECTIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private Vertx vertx;
    private Map<String, String> settings;
    private Pool pool;
    private Pool operator;

    private record Given(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        settings = Infra.start(DATABASE);
        pool = bounded(port(), 1);
        operator = bounded(port(), 1);
    }

    @AfterEach
    void close() {
        pool.closeAndAwait();
        operator.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void what_waits_for_a_connection_that_dies_is_asked_on_another() {
        int session = session();
        CompletableFuture<?> dying = pool.query("SELECT pg_sleep(60)").execute().subscribeAsCompletionStage();
        List<CompletableFuture<Integer>> waiting = IntStream.range(0, WAITING)
                .mapToObj(i -> pool.preparedQuery("SELECT " + i + " AS number")
                        .execute()
                        .map(rows -> rows.iterator().next().getInteger("number"))
                        .subscribeAsCompletionStage())
                .toList();
        awaitAsleep(session);

        operator.query("SELECT pg_terminate_backend(" + session + ")").executeAndAwait();

        assertThatThrownBy(dying::join).isInstanceOf(CompletionException.class);
        assertThat(waiting)
                .map(CompletableFuture::join)
                .isEqualTo(IntStream.range(0, WAITING).boxed().toList());
    }

    @Test
    void a_transaction_that_waits_for_a_connection_that_dies_begins_on_another() {
        int session = session();
        CompletableFuture<?> dying = pool.query("SELECT pg_sleep(60)").execute().subscribeAsCompletionStage();
        CompletableFuture<Integer> waiting = pool.withTransaction(transaction -> transaction
                        .query("SELECT 7 AS number")
                        .execute()
                        .map(rows -> rows.iterator().next().getInteger("number")))
                .subscribeAsCompletionStage();
        awaitAsleep(session);

        operator.query("SELECT pg_terminate_backend(" + session + ")").executeAndAwait();

        assertThatThrownBy(dying::join).isInstanceOf(CompletionException.class);
        assertThat(waiting.join()).isEqualTo(7);
    }

    @Test
    void a_connection_that_nobody_uses_is_kept() {
        int session = session();

        awaitUnusedFor(BoundedPool.SILENCE_MAX.plusSeconds(2), session);

        assertThat(session()).isEqualTo(session);
    }

    @Test
    void one_statement_finds_out_that_the_server_has_vanished_for_all_connections() {
        try (TcpProxy server = TcpProxy.to(settings.get("satang.database.host"), port())) {
            Pool behind = connected(server);
            server.swallowPresent();

            CompletableFuture<?> lost = behind.query("SELECT 1").execute().subscribeAsCompletionStage();

            assertThatThrownBy(lost::join).isInstanceOf(CompletionException.class);
            Awaitility.await().atMost(AT_ONCE).until(() -> server.swallowed() == 0);
            assertThat(behind.query("SELECT 1").executeAndAwait().rowCount()).isEqualTo(1);
            behind.closeAndAwait();
        }
    }

    @Test
    void a_server_that_still_answers_others_keeps_their_connections() {
        try (TcpProxy server = TcpProxy.to(settings.get("satang.database.host"), port())) {
            Pool behind = connected(server);
            server.swallowOne();

            Set<Integer> answered = answering(askOnEach(behind, CONNECTIONS));

            assertThat(answered).hasSize(CONNECTIONS - 1);
            Awaitility.await().atMost(AT_ONCE).until(() -> server.swallowed() == 0);
            assertThat(answering(askOnEach(behind, CONNECTIONS - 1))).isEqualTo(answered);
            behind.closeAndAwait();
        }
    }

    /** A pool behind a link to the server, with all its connections open. */
    private Pool connected(TcpProxy server) {
        Pool behind = bounded(server.port(), CONNECTIONS);
        List<SqlConnection> all = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> behind.getConnectionAndAwait())
                .toList();
        all.forEach(SqlConnection::closeAndAwait);
        return behind;
    }

    /** Asks for the session on so many connections at once. */
    private static List<CompletableFuture<Integer>> askOnEach(Pool pool, int connections) {
        return IntStream.range(0, connections)
                .mapToObj(i -> pool.query("SELECT pg_backend_pid() AS session, pg_sleep(0.2)")
                        .execute()
                        .map(BoundedPoolTest::session)
                        .subscribeAsCompletionStage())
                .toList();
    }

    /** The sessions that answer, when all have answered or failed. */
    private static Set<Integer> answering(List<CompletableFuture<Integer>> asked) {
        return asked.stream()
                .flatMap(session ->
                        session.handle((pid, failure) -> Stream.ofNullable(pid)).join())
                .collect(toSet());
    }

    private void awaitUnusedFor(Duration duration, int session) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> operator.query("SELECT 1 FROM pg_stat_activity WHERE pid = " + session
                                        + " AND clock_timestamp() - state_change > interval '" + duration + "'")
                                .executeAndAwait()
                                .rowCount()
                        == 1);
    }

    private int session() {
        return session(pool.query("SELECT pg_backend_pid() AS session").executeAndAwait());
    }

    private static int session(RowSet<Row> rows) {
        return rows.iterator().next().getInteger("session");
    }

    private void awaitAsleep(int session) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> operator.query("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid = "
                                        + session)
                                .executeAndAwait()
                                .rowCount()
                        == 1);
    }

    private int port() {
        return Integer.parseInt(settings.get("satang.database.port"));
    }

    private Pool bounded(int port, int connections) {
        PgConnectOptions address = new PgConnectOptions()
                .setHost(settings.get("satang.database.host"))
                .setPort(port)
                .setDatabase(DATABASE)
                .setUser(DATABASE)
                .setPassword(DATABASE);
        Given input = new Given(vertx, new PoolOptions().setMaxSize(connections), List.of(address));
        return Pool.newInstance(new BoundedPool().create(input));
    }
}
