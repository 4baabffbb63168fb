package io.satang.charge;

import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** The service's rows, past its own code. */
@ApplicationScoped
public class TestRows {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DataSource database;
    private final TestTopics topics;

    TestRows(DataSource database, TestTopics topics) {
        this.database = database;
        this.topics = topics;
    }

    /** What there is, once everything that was written has been published. */
    public Footprint footprint() {
        awaitPublished();
        return new Footprint(
                count("SELECT count(*) FROM charges"),
                count("SELECT count(*) FROM idempotency_keys"),
                count("SELECT count(*) FROM provider_operations"),
                topics.size());
    }

    /** Waits until the outbox is empty. */
    public void awaitPublished() {
        await().atMost(PATIENCE).until(() -> count("SELECT count(*) FROM outbox") == 0);
    }

    /** The one number that a query with these parameters answers. */
    public long count(String sql, String... parameters) {
        return Long.parseLong(text(sql, parameters));
    }

    /** The one text that a query with these parameters answers. */
    public String text(String sql, String... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows as only a test may. */
    public void update(String sql, String... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, String... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
        return statement;
    }
}
