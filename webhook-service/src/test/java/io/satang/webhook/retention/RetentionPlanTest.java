package io.satang.webhook.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.webhook.NearlyEmptyTables;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Retention begins when there is next to nothing; the plans of then are kept and may not walk through what is there later. */
@QuarkusTest
class RetentionPlanTest {
    @Test
    void of_events_that_are_over_everything_is_looked_up_by_key_and_deleted_where_it_stands() throws SQLException {
        deletesByPlace(PgRetentionStore.EVENTS, "events", "deliveries", "attempts");
    }

    @Test
    void so_are_attempts() throws SQLException {
        deletesByPlace(PgRetentionStore.ATTEMPTS, "attempts");
    }

    @Test
    void so_is_what_was_given_up() throws SQLException {
        deletesByPlace(PgRetentionStore.GIVEN_UP, "deliveries");
    }

    private static void deletesByPlace(String statement, String... tables) throws SQLException {
        List<String> plan;
        try (NearlyEmptyTables nearlyEmpty = new NearlyEmptyTables("events", "deliveries", "attempts")) {
            plan = nearlyEmpty.plan(statement);
        }
        assertThat(tables)
                .allSatisfy(table -> assertThat(plan).anyMatch(line -> line.contains("Tid Scan on " + table)));
        assertThat(plan)
                .noneMatch(line ->
                        line.contains("Join Filter") || line.contains("Hash Join") || line.contains("Merge Join"));
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
    }
}
