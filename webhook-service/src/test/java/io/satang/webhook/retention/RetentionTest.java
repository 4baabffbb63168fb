package io.satang.webhook.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.platform.id.Ids;
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
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What is over goes, and nothing else. */
@QuarkusTest
class RetentionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Clock CLOCK = Clock.systemUTC();

    @Inject
    RetentionSweep sweep;

    @Test
    void events_go_after_ninety_days_with_all_that_became_of_them() throws SQLException {
        String over = insert(Duration.ofDays(91), "exhausted");
        String kept = insert(Duration.ofDays(89), "due");

        sweep();

        assertThat(rows("events", "id", over)).isZero();
        assertThat(rows("attempts", "event_id", over)).isZero();
        assertThat(rows("deliveries", "event_id", over)).isZero();
        assertThat(rows("events", "id", kept)).isOne();
    }

    @Test
    void attempts_and_what_was_given_up_go_after_thirty_days() throws SQLException {
        String over = insert(Duration.ofDays(31), "exhausted");
        String waiting = insert(Duration.ofDays(31), "due");
        String kept = insert(Duration.ofDays(29), "exhausted");

        sweep();

        assertThat(rows("events", "id", over)).isOne();
        assertThat(rows("attempts", "event_id", over)).isZero();
        assertThat(rows("deliveries", "event_id", over)).isZero();
        assertThat(rows("deliveries", "event_id", waiting)).isOne();
        assertThat(rows("attempts", "event_id", kept)).isOne();
        assertThat(rows("deliveries", "event_id", kept)).isOne();
    }

    @Test
    void an_event_of_now_whose_id_knows_no_time_is_kept() throws SQLException {
        String young = insert(Duration.ofDays(91), "exhausted");
        try (Connection connection = connect();
                PreparedStatement change =
                        connection.prepareStatement("UPDATE events SET created_at = now() WHERE id = ?")) {
            change.setString(1, young);
            change.executeUpdate();
        }

        sweep();

        assertThat(rows("events", "id", young)).isOne();
        assertThat(rows("deliveries", "event_id", young)).isOne();
    }

    @Test
    void more_than_one_step_deletes_is_deleted_step_by_step() throws SQLException {
        String first = insert(Duration.ofDays(100), "exhausted");
        for (int i = 0; i < PgRetentionStore.BATCH; i++) {
            insert(Duration.ofDays(99), "exhausted");
        }

        sweep();

        assertThat(rows("events", "id", first)).isZero();
        assertThat(rows("events", "id", ">")).isZero();
    }

    @Test
    void an_event_whose_delivery_somebody_changes_meanwhile_goes_the_next_time() throws Exception {
        String over = insert(Duration.ofDays(91), "due");
        try (Connection other = connect()) {
            other.setAutoCommit(false);
            try (PreparedStatement change =
                    other.prepareStatement("UPDATE deliveries SET attempts = 2 WHERE event_id = ?")) {
                change.setString(1, over);
                change.executeUpdate();
                Uni<Void> swept = sweep.sweep().memoize().indefinitely();
                swept.subscribe().with(done -> {}, failure -> {});
                await().atMost(PATIENCE).until(() -> waiting() > 0);
                other.commit();
                swept.await().atMost(PATIENCE);
            }
        }
        assertThat(rows("events", "id", over)).isOne();
        assertThat(rows("deliveries", "event_id", over)).isOne();

        sweep();

        assertThat(rows("events", "id", over)).isZero();
        assertThat(rows("deliveries", "event_id", over)).isZero();
    }

    @Test
    void what_another_replica_deletes_is_left_to_it() throws SQLException {
        String over = insert(Duration.ofDays(91), "exhausted");
        try (Connection other = connect();
                PreparedStatement turn =
                        other.prepareStatement("SELECT pg_advisory_lock(hashtext('satang.retention'))")) {
            turn.execute();
            sweep();
            assertThat(rows("events", "id", over)).isOne();
            try (PreparedStatement end =
                    other.prepareStatement("SELECT pg_advisory_unlock(hashtext('satang.retention'))")) {
                end.execute();
            }
        }
        sweep();
        assertThat(rows("events", "id", over)).isZero();
    }

    private void sweep() {
        sweep.sweep().await().atMost(PATIENCE);
    }

    private static String insert(Duration age, String state) throws SQLException {
        Instant at = CLOCK.instant().minus(age);
        String id = new Ids(Clock.fixed(at, ZoneOffset.UTC)).next("evnt", false);
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("""
                        WITH event AS (
                            INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at)
                            VALUES (?, 'account_test_old', false, 'charge.complete', 'chrg_test_1', 1, '{}', ?) RETURNING id, created_at
                        ), attempted AS (
                            INSERT INTO attempts (event_id, slot, claim, id, uri, status, error, created_at)
                            SELECT id, 0, 1, 'whdl_test_1', 'http://127.0.0.1:9/', 500, 'endpoint answered 500', created_at FROM event
                        )
                        INSERT INTO deliveries (event_id, slot, uri, state, attempts, claim, wake_at)
                        SELECT id, 0, 'http://127.0.0.1:9/', state, 1, 1, CASE state WHEN 'due' THEN now() + interval '1 day' END
                        FROM event, (SELECT ?::text AS state) given
                        """)) {
            insert.setString(1, id);
            insert.setObject(2, at.atOffset(ZoneOffset.UTC));
            insert.setString(3, state);
            insert.executeUpdate();
        }
        return id;
    }

    private static int rows(String table, String column, String id) throws SQLException {
        String condition = id.equals(">")
                ? "account_id = 'account_test_old' AND created_at < now() - interval '90 days'"
                : column + " = '" + id + "'";
        try (Connection connection = connect();
                PreparedStatement count =
                        connection.prepareStatement("SELECT count(*) FROM " + table + " WHERE " + condition)) {
            ResultSet rows = count.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int waiting() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement count = connection.prepareStatement(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%satang.retention%'")) {
            ResultSet rows = count.executeQuery();
            rows.next();
            return rows.getInt(1);
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
