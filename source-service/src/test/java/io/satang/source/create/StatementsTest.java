package io.satang.source.create;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.platform.database.BoundedPool;
import io.satang.source.ServiceTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A statement that does not stay prepared costs every request a second round trip and a plan. */
@ServiceTest
class StatementsTest {
    @Inject
    Pool pool;

    @Test
    void everyStatementOfTheHotPathIsShortEnoughToStayPrepared() {
        assertThat(List.of(SourceStore.INSERT, KeyedSourceStore.INSERT_ONCE))
                .allSatisfy(statement -> assertThat(statement).hasSizeLessThan(BoundedPool.STATEMENT_CHARS_MAX));
    }

    @Test
    void a_statement_that_writes_state_and_events_at_once_stays_prepared_on_its_connection() {
        String text = "SELECT 1 AS long_statement /* " + "x".repeat(BoundedPool.STATEMENT_CHARS_MAX / 2) + " */";

        long prepared = pool.withConnection(connection -> connection
                        .preparedQuery(text)
                        .execute()
                        .chain(() -> connection
                                .query(
                                        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT 1 AS long_statement%'")
                                .execute()))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .indefinitely();

        assertThat(prepared).isOne();
    }

    /** Else a plan without an index is compiled anew at each execution, wherever PostgreSQL has a compiler. */
    @Test
    void connections_plan_once_and_compile_nothing() {
        assertThat(List.of(setting("plan_cache_mode"), setting("enable_seqscan"), setting("jit")))
                .containsExactly("force_generic_plan", "off", "off");
    }

    private String setting(String name) {
        return pool.query("SHOW " + name)
                .execute()
                .map(rows -> rows.iterator().next().getString(0))
                .await()
                .indefinitely();
    }
}
