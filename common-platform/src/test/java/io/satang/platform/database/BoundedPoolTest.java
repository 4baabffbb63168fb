package io.satang.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.satang.testing.Infra;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pool beside a real PostgreSQL that ends sessions. */
class BoundedPoolTest {
    private static final String DATABASE = "common_pool";
    private static final int WAITING = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Vertx vertx;
    private Pool pool;
    private Pool operator;

    private record Given(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        Map<String, String> settings = Infra.start(DATABASE);
        pool = bounded(settings, 1);
        operator = bounded(settings, 1);
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

    private int session() {
        Row row = pool.query("SELECT pg_backend_pid() AS session")
                .executeAndAwait()
                .iterator()
                .next();
        return row.getInteger("session");
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

    private Pool bounded(Map<String, String> settings, int connections) {
        PgConnectOptions address = new PgConnectOptions()
                .setHost(settings.get("satang.database.host"))
                .setPort(Integer.parseInt(settings.get("satang.database.port")))
                .setDatabase(DATABASE)
                .setUser(DATABASE)
                .setPassword(DATABASE);
        Given input = new Given(vertx, new PoolOptions().setMaxSize(connections), List.of(address));
        return Pool.newInstance(new BoundedPool().create(input));
    }
}
