package io.satang.acceptance;

import io.satang.embedded.PostgresAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final Path AUDIT = Path.of("../deploy/postgres/audit.sql");
    private static final List<String> NAMES = List.of("account", "source", "charge", "webhook", "offers");

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

    /** The discounts that these charges were given and have not ended without, as charge and subunits. */
    List<String> discounts(String description) {
        return query(
                "charge",
                "SELECT id || ' ' || (discount #>> '{given,amount}') FROM charges WHERE description = '" + description
                        + "' AND status IN ('authorized', 'successful') ORDER BY id",
                row -> row.getString(1));
    }

    /** What an offer has counted, with what the merchant has left of it in the payment's proportion added. */
    List<String> redeemed(String offer) {
        return query("offers", """
                SELECT redemption.charge_id || ' ' || CASE WHEN payment.taken_amount < payment.amount
                           THEN round(redemption.reward * payment.amount::numeric / payment.taken_amount) ELSE redemption.reward END
                FROM redemptions AS redemption LEFT JOIN payments AS payment ON payment.charge_id = redemption.charge_id
                WHERE redemption.offer_id = '%s' AND redemption.state NOT IN ('rejected', 'released') ORDER BY 1
                """.formatted(offer), row -> row.getString(1));
    }

    /** How many of an offer's counts are not the sum of its redemptions. */
    long miscounted(String offer) {
        return query("offers", """
                        SELECT (reserved <> (SELECT count(*) FROM redemptions WHERE offer_id = offers.id AND state <> 'rejected'))::int
                             + (released <> (SELECT count(*) FROM redemptions WHERE offer_id = offers.id AND state = 'released'))::int
                             + ((SELECT sum(spent) FROM offer_budgets WHERE offer_id = offers.id)
                                <> (SELECT sum(reward - clawed_back) FROM redemptions WHERE offer_id = offers.id))::int
                        FROM offers WHERE id = '%s'
                        """.formatted(offer), row -> row.getLong(1)).getFirst();
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

    /** Payments of which the simulator's record and the charges say different things, as operators find them. */
    List<String> outOfBalance() {
        try {
            return query("charge", Files.readString(AUDIT), Databases::columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String columns(ResultSet row) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.add(row.getMetaData().getColumnLabel(i) + " " + row.getString(i));
        }
        return String.join(", ", columns);
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
