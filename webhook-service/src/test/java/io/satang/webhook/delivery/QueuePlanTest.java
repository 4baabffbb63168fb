package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.webhook.NearlyEmptyTables;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan that was made while nothing waited is kept when a backlog waits: then it may not walk through the backlog for each row. */
@QuarkusTest
class QueuePlanTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                PgDeliveryStore.ADD,
                PgDeliveryStore.RECORD,
                PgQueueStore.WAKE,
                PgQueueStore.CLAIM,
                PgQueueStore.POSTPONE,
                PgTurnStore.QUEUE,
                PgTurnStore.RELEASE,
                PgHeldStore.RELEASE,
                PgHeldStore.RELEASE_FOR_HOSTS,
                PgHeldStore.GIVE_UP
            })
    void each_row_is_looked_up_by_its_key_or_its_place(String statement) throws SQLException {
        List<String> plan;
        try (NearlyEmptyTables tables = new NearlyEmptyTables("deliveries")) {
            plan = tables.plan(statement);
        }

        assertThat(plan).anyMatch(line -> line.contains("Tid Scan on deliveries"));
        assertThat(plan).noneMatch(line -> line.contains("Join Filter") && line.contains("deliveries"));
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan on deliveries"));
    }
}
