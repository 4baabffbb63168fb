package io.satang.webhook;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Copies of some of the service's tables with a row each, as the planner sees them when nothing waits. */
public final class NearlyEmptyTables implements AutoCloseable {
    private static final String SCHEMA = "when_nothing_waits";
    private static final Map<String, String> ROWS = Map.of(
            "events",
            "(id, account_id, livemode, key, object_id, version, data, created_at) VALUES ('evnt_test_one', '', false, '', '', 1, '{}', now())",
            "deliveries",
            "(event_id, slot, uri, state, wake_at) VALUES ('evnt_test_one', 0, 'http://127.0.0.1/', 'due', now())",
            "attempts",
            "(event_id, slot, claim, id, uri, status, created_at) VALUES ('evnt_test_one', 0, 1, '', '', 0, now())");

    private final Connection connection;

    /** These tables; of all others the plans are made for the real ones. */
    public NearlyEmptyTables(String... tables) throws SQLException {
        Config config = ConfigProvider.getConfig();
        // Only a statement that is sent as it is may be explained without values.
        connection = DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class) + "?preferQueryMode=simple",
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
        run("CREATE SCHEMA " + SCHEMA);
        run("SET search_path = " + SCHEMA + ", public");
        for (String table : tables) {
            run("CREATE TABLE " + table + " (LIKE public." + table + " INCLUDING ALL)");
            run("INSERT INTO " + table + " " + ROWS.get(table));
            run("VACUUM ANALYZE " + table);
        }
        run("SET enable_seqscan = off");
    }

    /** The lines of the plan that the statement would be kept with. */
    public List<String> plan(String statement) throws SQLException {
        try (Statement explain = connection.createStatement();
                ResultSet rows = explain.executeQuery("EXPLAIN (GENERIC_PLAN) " + statement)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }

    @Override
    public void close() throws SQLException {
        run("DROP SCHEMA " + SCHEMA + " CASCADE");
        connection.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
