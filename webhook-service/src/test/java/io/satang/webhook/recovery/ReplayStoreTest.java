package io.satang.webhook.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.platform.id.Ids;
import io.satang.webhook.recovery.ReplayStore.Started;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A replay looks at each event once, however many replicas move it on and whenever one of them dies. */
@QuarkusTest
class ReplayStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Ids IDS = new Ids(Clock.systemUTC());
    private static final int EVENTS = 23;

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private final String account = IDS.next("account", false);
    private final String endpoint = "whep" + account.substring("account".length());
    private final String id = IDS.next("rply", false);

    @Inject
    ReplayStore replays;

    @Test
    void many_replicas_at_once_queue_each_event_once() throws SQLException {
        start(10);

        awaitEnd();

        assertThat(found().looked()).isEqualTo(EVENTS);
        assertThat(found().queued()).isEqualTo(EVENTS);
    }

    @Test
    void a_replay_that_another_replica_holds_is_left_to_it_until_that_dies() throws SQLException {
        try (Connection dying = connect()) {
            dying.setAutoCommit(false);
            start(EVENTS + 1);
            execute(dying, "SELECT FROM replays WHERE id = ? FOR UPDATE");
            step();
            dying.rollback();
        }
        awaitEnd();

        assertThat(found().looked()).isEqualTo(EVENTS);
        assertThat(found().queued()).isEqualTo(EVENTS);
    }

    private void start(int rate) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at)
                        SELECT 'evnt_test_' || substr(md5(?::text || n), 1, 19), ?, false, 'charge.complete', 'chrg_test_1', 1, '{}', ?
                        FROM generate_series(1, ?) n
                        """)) {
            insert.setString(1, account);
            insert.setString(2, account);
            insert.setObject(3, now.atOffset(ZoneOffset.UTC));
            insert.setInt(4, EVENTS);
            insert.executeUpdate();
        }
        Replay.Asked asked = new Replay.Asked(now.minusSeconds(1), now, Optional.empty(), false, rate);
        Replay replay =
                new Replay(id, account, false, endpoint, asked, Replay.State.RUNNING, 0, 0, now, Optional.empty());
        assertThat(replays.start(replay, Optional.of("http://127.0.0.1:9/"), "{}", Optional.empty())
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(Started.class);
    }

    private void awaitEnd() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            step();
            return found().state() == Replay.State.DONE;
        });
    }

    // As eight replicas would, beside the service itself.
    private void step() {
        List<Uni<Boolean>> steps =
                IntStream.range(0, 8).mapToObj(i -> replays.step()).toList();
        Uni.join().all(steps).andCollectFailures().await().atMost(PATIENCE);
    }

    private Replay found() {
        return replays.find(account, id).await().atMost(PATIENCE).orElseThrow();
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    private static Connection connect() throws SQLException {
        String url = "jdbc:postgresql://%s:%s/%s".formatted(setting("host"), setting("port"), setting("name"));
        return DriverManager.getConnection(url, setting("user"), setting("password"));
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue("satang.database." + name, String.class);
    }
}
