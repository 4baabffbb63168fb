package io.satang.acceptance;

import io.satang.embedded.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands in the services' databases, read as their owner's superuser. */
final class Databases {

    private static final List<String> NAMES = List.of("account", "source", "charge", "webhook");

    private final PostgresAddress server;

    Databases(PostgresAddress server) {
        this.server = server;
    }

    /** How many rows each table has, by {@code database.table}. */
    Map<String, Long> rowCounts() {
        Map<String, Long> counts = new HashMap<>();
        for (String database : NAMES) {
            for (String table : tables(database)) {
                query(database, "SELECT count(*) FROM " + table, row -> row.getLong(1))
                        .forEach(count -> counts.put(database + "." + table, count));
            }
        }
        return counts;
    }

    /** A charge as its row has it; a charge by card has an empty source. */
    record ChargeRow(String id, String sourceId, String status, long version) {}

    /** The charges that a merchant has described like this. */
    List<ChargeRow> charges(String description) {
        return query(
                "charge",
                "SELECT id, coalesce(source_id, ''), status, version FROM charges WHERE description = '" + description
                        + "'",
                row -> new ChargeRow(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
    }

    /** The requests behind what the merchant is told of a charge. */
    List<String> requestsToldOf(String chargeId) {
        return query(
                "webhook",
                "SELECT request_id FROM events WHERE object_id = '" + chargeId + "'",
                row -> row.getString(1));
    }

    /** What providers were asked and have not answered. */
    long openOperations() {
        return query(
                        "charge",
                        "SELECT count(*) FROM provider_operations WHERE wake_at IS NOT NULL",
                        row -> row.getLong(1))
                .getFirst();
    }

    /** Payments of which the simulator's record and the charges say different amounts, as docs/operations.md finds them. */
    List<String> outOfBalance() {
        return query("charge", """
                WITH provider AS (
                    SELECT payment, max(charge_id) AS charge_id,
                           sum(CASE kind WHEN 'sale' THEN amount WHEN 'capture' THEN amount WHEN 'refund' THEN -amount ELSE 0 END)
                           * CASE WHEN bool_or(kind = 'void') THEN 0 ELSE 1 END AS money
                    FROM simulator_entries WHERE failure_code IS NULL GROUP BY payment
                ), charged AS (
                    SELECT id, provider_reference AS payment, coalesce(captured, amount) - refunded AS money
                    FROM charges WHERE status = 'successful' AND provider_reference IS NOT NULL AND NOT livemode
                )
                SELECT coalesce(provider.charge_id, charged.id) || ': ' || coalesce(provider.money, 0) || ' at the provider, '
                       || coalesce(charged.money, 0) || ' on the charge'
                FROM provider FULL JOIN charged ON charged.payment = provider.payment
                WHERE coalesce(provider.money, 0) <> coalesce(charged.money, 0)""", row -> row.getString(1));
    }

    /** Events that no relay has published yet. */
    long unpublished() {
        return rowCounts().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".outbox"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private List<String> tables(String database) {
        return query(database, """
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name""", row -> row.getString(1));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String database, String sql, Reading<T> reading) {
        String url = "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), database);
        try (Connection connection =
                        DriverManager.getConnection(url, PostgresAddress.SUPERUSER, PostgresAddress.SUPERUSER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reading.of(rows));
            }
            return read;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + database, e);
        }
    }
}
