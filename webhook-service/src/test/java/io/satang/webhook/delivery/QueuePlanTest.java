package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan that was made while nothing waited is kept when a backlog waits: then it may not walk through the backlog for each row. */
@QuarkusTest
class QueuePlanTest {
    private static final String SCHEMA = "when_nothing_waits";

    private Connection connection;

    @BeforeEach
    void aTableThatIsNearlyEmpty() throws SQLException {
        Config config = ConfigProvider.getConfig();
        // Only a statement that is sent as it is may be explained without values.
        connection = DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class) + "?preferQueryMode=simple",
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
        run("CREATE SCHEMA " + SCHEMA);
        run("SET search_path = " + SCHEMA + ", public");
        run("CREATE TABLE deliveries (LIKE public.deliveries INCLUDING ALL)");
        run(
                "INSERT INTO deliveries (event_id, slot, uri, state, wake_at) VALUES ('evnt_test_one', 0, 'http://127.0.0.1/', 'due', now())");
        run("VACUUM ANALYZE deliveries");
        run("SET enable_seqscan = off");
    }

    @AfterEach
    void forgetIt() throws SQLException {
        run("DROP SCHEMA " + SCHEMA + " CASCADE");
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PgDeliveryStore.ADD,
                PgDeliveryStore.RECORD,
                PgQueueStore.WAKE,
                PgQueueStore.CLAIM,
                PgQueueStore.POSTPONE,
                PgTurnStore.QUEUE,
                PgTurnStore.RELEASE,
                PgHeldStore.RELEASE,
                PgHeldStore.RELEASE_FOR_HOSTS,
                PgHeldStore.GIVE_UP
            })
    void each_row_is_looked_up_by_its_key_or_its_place(String statement) throws SQLException {
        List<String> plan = plan(statement);

        assertThat(plan).anyMatch(line -> line.contains("Tid Scan on deliveries"));
        assertThat(plan).noneMatch(line -> line.contains("Join Filter") && line.contains("deliveries"));
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan on deliveries"));
    }

    private List<String> plan(String statement) throws SQLException {
        try (Statement explain = connection.createStatement();
                ResultSet rows = explain.executeQuery("EXPLAIN (GENERIC_PLAN) " + statement)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
