package io.satang.webhook;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service's tables, past the service. */
final class Tables {
    private Tables() {}

    /** The state of the event's only delivery; {@code delivered} when there is none left. */
    static String state(String eventId) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement("SELECT state FROM deliveries WHERE event_id = ?")) {
            query.setString(1, eventId);
            ResultSet rows = query.executeQuery();
            return rows.next() ? rows.getString(1) : "delivered";
        }
    }

    /** What a replica leaves that dies before it has made its attempt. */
    static void insertAbandonedDelivery(String eventId, String uri) {
        String sql = """
                INSERT INTO deliveries (event_id, slot, uri, state, claim, wake_at)
                VALUES (?, 0, ?, 'in_flight', 1, now() - interval '1 second')
                """;
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, eventId);
            insert.setString(2, uri);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So many events of an account that are due for an endpoint, as the release before this one would have left them. */
    static void insertDueDeliveries(String accountId, String uri, int count) throws SQLException {
        insertDueDeliveries(List.of(accountId), List.of(uri), count);
    }

    /** The same for each of these accounts, at the endpoint in the same place. */
    static void insertDueDeliveries(List<String> accountIds, List<String> uris, int count) throws SQLException {
        String sql = """
                WITH wanted AS MATERIALIZED (
                    SELECT 'evnt_test_' || gen_random_uuid() AS id, account_id, uri
                    FROM unnest(?::text[], ?::text[]) AS one (account_id, uri), generate_series(1, ?)
                ), event AS (
                    INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at)
                    SELECT id, account_id, false, 'charge.complete', 'chrg_test_1', 1, '{}', now() FROM wanted
                )
                INSERT INTO deliveries (event_id, slot, uri, state, wake_at) SELECT id, 0, uri, 'due', now() FROM wanted
                """;
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setArray(1, connection.createArrayOf("text", accountIds.toArray()));
            insert.setArray(2, connection.createArrayOf("text", uris.toArray()));
            insert.setInt(3, count);
            insert.executeUpdate();
        }
    }

    /** So many endpoints of an account that only fail and are asked again in an hour, with an event for each. */
    static void insertHeldByDeadEndpoints(String accountId, String uri, int count) throws SQLException {
        String sql = """
                WITH event AS (
                    INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at)
                    SELECT 'evnt_test_' || replace(gen_random_uuid()::text, '-', ''), ?, false, 'charge.complete', 'chrg_test_1', 1, '{}', now()
                    FROM generate_series(1, ?) RETURNING id, account_id
                ), dead AS (
                    SELECT id, account_id, 'whep_test_' || substr(id, 11) AS endpoint_id, ? || '?' || id AS uri FROM event
                ), health AS (
                    INSERT INTO endpoint_health (endpoint_id, account_id, uri, state, failures, failing_since, pause_seconds, probe_at, updated_at)
                    SELECT endpoint_id, account_id, uri, 'open', 40, now(), 900, now() + interval '1 hour', now() FROM dead
                )
                INSERT INTO deliveries (event_id, slot, uri, state, wake_at, endpoint_id) SELECT id, 0, uri, 'due', 'infinity', endpoint_id FROM dead
                """;
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, accountId);
            insert.setInt(2, count);
            insert.setString(3, uri);
            insert.executeUpdate();
        }
    }

    /** Takes back {@link #insertHeldByDeadEndpoints}, but for the events. */
    static void deleteHeldByDeadEndpoints(String accountId, String uri) throws SQLException {
        deleteDeliveriesTo(uri);
        try (Connection connection = connect();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM endpoint_health WHERE account_id = ?")) {
            delete.setString(1, accountId);
            delete.executeUpdate();
        }
    }

    /** A host that did not answer another replica and may be asked now, with so many events of an account that wait for it. */
    static void insertHeldForSilentHost(String accountId, String origin, String path, int count) throws SQLException {
        String sql = """
                WITH host AS (
                    INSERT INTO silent_hosts (host, pause_ms, probe_at) VALUES (? || ' ' || ?, 1000, now()) RETURNING host
                ), event AS (
                    INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at)
                    SELECT 'evnt_test_' || gen_random_uuid(), ?, false, 'charge.complete', 'chrg_test_1', 1, '{}', now()
                    FROM generate_series(1, ?) RETURNING id
                )
                INSERT INTO deliveries (event_id, slot, uri, state, wake_at, silent_host)
                SELECT event.id, 0, ? || ?, 'due', 'infinity', host.host FROM event, host
                """;
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, accountId);
            insert.setString(2, origin);
            insert.setString(3, accountId);
            insert.setInt(4, count);
            insert.setString(5, origin);
            insert.setString(6, path);
            insert.executeUpdate();
        }
    }

    /** An endpoint as another replica makes it, paused, so that what is for it stays in the table. */
    static void insertPausedEndpoint(String id, String accountId, String uri) throws SQLException {
        String sql = """
                WITH change AS (UPDATE endpoint_revision SET revision = revision + 1 RETURNING revision)
                INSERT INTO endpoints (id, account_id, livemode, url, events, state, since, version, revision, created_at, updated_at)
                SELECT ?, ?, false, ?, '{*}', 'paused', now(), 1, revision, now(), now() FROM change
                """;
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, id);
            insert.setString(2, accountId);
            insert.setString(3, uri);
            insert.executeUpdate();
        }
    }

    /** So many events of an account, of which nobody is told. */
    static void insertEvents(String accountId, int count) throws SQLException {
        String sql = """
                INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at)
                SELECT 'evnt_test_' || gen_random_uuid(), ?, false, 'charge.complete', 'chrg_test_1', 1, '{}', now()
                FROM generate_series(1, ?)
                """;
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, accountId);
            insert.setInt(2, count);
            insert.executeUpdate();
        }
    }

    /** Forgets what waits for endpoints that begin so. It locks in the order of the service, which may be at work on some of them. */
    static void deleteDeliveriesTo(String prefix) throws SQLException {
        String sql = """
                DELETE FROM deliveries WHERE ctid = ANY(ARRAY(
                    SELECT ctid FROM deliveries WHERE starts_with(uri, ?) ORDER BY event_id, slot FOR UPDATE))
                """;
        try (Connection connection = connect();
                PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, prefix);
            delete.executeUpdate();
        }
    }

    /** Runs a query that answers one text. */
    static String text(String sql, String parameter) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            ResultSet rows = query.executeQuery();
            rows.next();
            return rows.getString(1);
        }
    }

    /** A connection of its own, for what a test does in a transaction. */
    static Connection connect() throws SQLException {
        String url = "jdbc:postgresql://%s:%s/%s".formatted(setting("host"), setting("port"), setting("name"));
        return DriverManager.getConnection(url, setting("user"), setting("password"));
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue("satang.database." + name, String.class);
    }
}
