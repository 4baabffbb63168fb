package io.satang.platform.schema;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** The one service that a database belongs to: the first that has migrated it. */
final class SchemaOwner {
    static final SharedSchema TABLE = new SharedSchema("owner");

    private static final String EXISTS = "SELECT to_regclass('schema_owner') IS NOT NULL";
    private static final String READ = "SELECT service FROM schema_owner";
    private static final String WRITE = "INSERT INTO schema_owner (service) VALUES (?) ON CONFLICT DO NOTHING";

    private final DataSource database;
    private final String service;

    SchemaOwner(DataSource database, String service) {
        this.database = Objects.requireNonNull(database, "database");
        this.service = Objects.requireNonNull(service, "service");
    }

    /**
     * Returns when the database is this service's or nobody's.
     *
     * @throws ConfigurationException when it is another's; says what to do
     */
    void check() throws SQLException {
        try (Connection session = database.getConnection()) {
            Optional<String> owner = exists(session) ? read(session) : Optional.empty();
            if (owner.isPresent() && !owner.get().equals(service)) {
                throw new ConfigurationException("the database " + session.getCatalog() + " belongs to " + owner.get()
                        + ": give " + service + " a database of its own (SATANG_DATABASE_HOST, SATANG_DATABASE_NAME)");
            }
        }
    }

    /** Says that it is this service's from now on, once its table is there. */
    void record() throws SQLException {
        try (Connection session = database.getConnection();
                PreparedStatement statement = session.prepareStatement(WRITE)) {
            statement.setString(1, service);
            statement.executeUpdate();
        }
    }

    private static boolean exists(Connection session) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(EXISTS);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Optional<String> read(Connection session) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(READ);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
