package io.satang.platform.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.platform.database.PatientStart;
import io.satang.platform.key.KeyHash;
import io.satang.testing.Infra;
import io.satang.testing.Servers;
import io.satang.testing.TcpProxy;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a service starts while its database has better things to do. */
class AccountLoadingTest {
    private static final String DATABASE = "account_loading";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private TcpProxy way;
    private Pool pool;
    private AccountCopy copy;

    @BeforeEach
    void connect() throws IOException {
        Infra.start(DATABASE);
        Servers servers = Infra.servers();
        way = TcpProxy.to(servers.postgres().host(), servers.postgres().port());
        pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setConnectionTimeout(200).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .connectingTo(new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(way.port())
                        .setDatabase(DATABASE)
                        .setUser(DATABASE)
                        .setPassword(DATABASE))
                .using(vertx)
                .build());
        copy = new AccountCopy(
                new AccountIndex(new KeyHash("pepper of the test"), Clock.systemUTC(), false),
                new PgAccountCopyTable(pool),
                () -> {});
    }

    @AfterEach
    void disconnect() {
        pool.closeAndAwait();
        way.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_database_that_takes_its_time_is_waited_for() throws IOException {
        createTable();
        way.cut();
        way.swallowAll();
        CompletableFuture<Void> loaded = AccountDirectory.load(copy).subscribe().asCompletionStage();
        Awaitility.await().until(() -> way.connections() > 1 || loaded.isDone());
        assertThat(loaded).isNotDone();

        way.heal();
        way.cut();

        assertThat(loaded).succeedsWithin(PATIENCE);
    }

    @Test
    void what_time_does_not_mend_ends_the_start_at_once() {
        pool.query("DROP TABLE IF EXISTS account_copy").executeAndAwait();

        assertThatThrownBy(() -> AccountDirectory.load(copy).await().atMost(Duration.ofSeconds(20)))
                .hasMessageContaining("account_copy");
    }

    private void createTable() throws IOException {
        try (InputStream sql = AccountCopy.class.getResourceAsStream("/db/account_copy/V1__account_copy.sql")) {
            String create = new String(sql.readAllBytes(), UTF_8);
            // This pool gives up soon, which is what the tests are about, and not what they begin with.
            PatientStart.retrying(
                            pool.query("DROP TABLE IF EXISTS account_copy; " + create)
                                    .execute(),
                            PATIENCE)
                    .await()
                    .atMost(PATIENCE);
        }
    }
}
