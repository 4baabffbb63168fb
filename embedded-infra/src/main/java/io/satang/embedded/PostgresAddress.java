package io.satang.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server whose superuser {@value #SUPERUSER} has that name as password, as in tests and on a laptop.
 *
 * @param host its host
 * @param port its port
 */
public record PostgresAddress(String host, int port) {
    /** The superuser and its password. */
    public static final String SUPERUSER = "postgres";

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final int CONNECT_TIMEOUT_SECONDS = 2;

    public PostgresAddress {
        Objects.requireNonNull(host, "host");
    }

    /** Whether it takes connections now. */
    public boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(CONNECT_TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Makes a database with an owner of the same name, who has that name as password and may not see other databases; leaves what is there.
     *
     * @param name lower-case letters, digits and underscores
     * @throws SQLException when the server refuses or does not answer
     */
    public void createDatabase(String name) throws SQLException {
        requirePlain(name);
        try (Connection connection = connect()) {
            if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = ?", name)) {
                execute(connection, "CREATE ROLE " + name + " LOGIN PASSWORD '" + name + "'");
            }
            if (!exists(connection, "SELECT FROM pg_database WHERE datname = ?", name)) {
                execute(connection, "CREATE DATABASE " + name + " OWNER " + name);
                execute(connection, "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
            }
            execute(connection, "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
        }
    }

    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser(SUPERUSER);
        source.setPassword(SUPERUSER);
        source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        source.setLoginTimeout(CONNECT_TIMEOUT_SECONDS);
        return source.getConnection();
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** DDL takes no parameters, so the name goes into the text: nothing but a plain name may. */
    private static void requirePlain(String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain database name: " + name);
        }
    }
}
