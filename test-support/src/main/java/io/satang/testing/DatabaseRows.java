package io.satang.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** What stands in the database of a service under test. */
public class DatabaseRows {
    private static final String END_IDLE_SESSIONS = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'vertx-pg-client' AND state = 'idle'
            """;

    private final DataSource database;

    /** Read with connections of this source. */
    public DatabaseRows(DataSource database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** How many rows the query counts. */
    public long count(String query, Object... parameters) {
        return ((Number) single(query, parameters)).longValue();
    }

    /** The one value that the query finds. */
    public Object single(String query, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, query, parameters);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getObject(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** The first column of what the query finds. */
    public List<String> texts(String query, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, query, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Changes rows behind the service's back. */
    public int update(String command, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, command, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(command, e);
        }
    }

    /**
     * Ends the sessions of the service's pool that wait for a statement, so that PostgreSQL's statistics hold what was done in them: a session
     * tells that when it ends, or after ten seconds without a statement.
     */
    public void endIdleSessions() {
        single(END_IDLE_SESSIONS);
    }

    private static PreparedStatement prepare(Connection connection, String command, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(command);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
