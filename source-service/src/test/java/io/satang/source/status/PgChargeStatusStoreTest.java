package io.satang.source.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of status costs one version of its row and nothing else. */
@ServiceTest
class PgChargeStatusStoreTest {
    private static final int SOURCES = 60;
    private static final int FIRST = 10_000_000;
    private static final int ROUNDS = 100;
    private static final String PREFIX = "src_test_statusstore";
    private static final String UPDATES = "SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'sources'";
    private static final String IN_PLACE = "SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'sources'";
    private static final String DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
    private static final String INSERT = """
            INSERT INTO sources (id, account_id, livemode, type, amount, currency, payload, created_at)
            SELECT ? || i, 'account', false, 'promptpay', 10000, 'THB', repeat('x', 1300), now()
            FROM generate_series(?, ?) AS i
            """;

    @Inject
    Pool pool;

    @Inject
    Rows rows;

    @BeforeEach
    void sourcesThatNobodyHasCharged() {
        rows.update("DELETE FROM sources WHERE id LIKE ? || '%'", PREFIX);
        rows.update(INSERT, PREFIX, FIRST, FIRST + SOURCES - 1);
    }

    @Test
    void changes_that_come_together_touch_no_index() {
        long updates = rows.count(UPDATES);
        long inPlace = rows.count(IN_PLACE);

        int changed = new PgChargeStatusStore(pool).apply(changes(1)).await().indefinitely();

        assertThat(changed).isEqualTo(SOURCES);
        rows.endIdleSessions();
        await().until(() -> rows.count(UPDATES) >= updates + SOURCES);
        assertThat(rows.count(IN_PLACE) - inPlace).isGreaterThanOrEqualTo((rows.count(UPDATES) - updates) * 9 / 10);
    }

    @Test
    void no_row_is_locked_before_it_is_changed() {
        assertThat(rows.plan(PgChargeStatusStore.UPDATE))
                .contains("Update on sources")
                .doesNotContain("LockRows");
    }

    @Test
    void two_replicas_that_hear_the_same_in_opposite_orders_do_not_wait_for_each_other() {
        ChargeStatusStore one = new PgChargeStatusStore(pool);
        ChargeStatusStore other = new PgChargeStatusStore(pool);
        long before = rows.count(DEADLOCKS);

        for (int round = 1; round <= ROUNDS; round++) {
            List<StatusChange> changes = changes(round);
            List<Integer> changed = Uni.join()
                    .all(one.apply(changes), other.apply(changes.reversed()))
                    .andCollectFailures()
                    .await()
                    .indefinitely();
            assertThat(changed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(SOURCES);
        }

        assertThat(rows.count(DEADLOCKS)).isEqualTo(before);
    }

    private static List<StatusChange> changes(int version) {
        return IntStream.range(0, SOURCES)
                .mapToObj(i -> new StatusChange(PREFIX + (FIRST + i), version, ChargeStatus.PENDING))
                .toList();
    }
}
