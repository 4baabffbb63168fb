package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an endpoint has taken stays taken, whatever happens to the database then. */
@QuarkusTest
class RememberedTest extends MerchantsServer {
    private static final String HOOK = "/hook";
    private static final Duration BEFORE_THE_LEASE_ENDS = Duration.ofSeconds(10);
    private static final String RECORDS_IN_WAITING = """
            FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%INSERT INTO attempts%' AND pid <> pg_backend_pid()
            """;

    @Test
    void a_webhook_whose_record_is_lost_with_its_connection_is_recorded_and_not_sent_again() throws SQLException {
        Merchant merchant = Merchant.open(receiver.uri(HOOK));
        try (Connection connection = Tables.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE attempts IN ACCESS EXCLUSIVE MODE");
            merchant.charge().completed();
            receiver.await(HOOK, 1);
            await().until(() -> count(statement, "SELECT count(*) " + RECORDS_IN_WAITING) > 0);
            assertThat(count(statement, "SELECT count(pg_terminate_backend(pid)) " + RECORDS_IN_WAITING))
                    .isPositive();
            connection.rollback();
        }

        await().atMost(BEFORE_THE_LEASE_ENDS)
                .untilAsserted(() -> merchant.request()
                        .get("/events?limit=1")
                        .then()
                        .body("data[0].webhook_deliveries.status", equalTo(List.of(200))));
        assertThat(receiver.received(HOOK)).hasSize(1);
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
