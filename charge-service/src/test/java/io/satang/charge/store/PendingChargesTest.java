package io.satang.charge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.Together;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table that the sweeper goes by holds what is pending, whoever writes charges, and spares their indexes. */
@QuarkusTest
class PendingChargesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CHARGES = 60;
    private static final String UPDATES = "SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'charges'";
    private static final String IN_PLACE = "SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'charges'";
    private static final String DUE_AT_ITS_DEADLINE = """
            SELECT count(*) FROM pending_charges JOIN charges ON charges.id = charge_id
            WHERE charges.id = ? AND pending_charges.expires_at = charges.expires_at
            """;

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @Test
    void a_charge_that_is_paid_touches_no_index_of_the_charges() {
        List<String> ids = IntStream.range(0, CHARGES).mapToObj(i -> charge()).toList();
        long updates = rows.count(UPDATES);
        long inPlace = rows.count(IN_PLACE);

        List<Response> paid = Together.run(ids.stream()
                .map(id -> (Callable<Response>) () -> Merchant.SATANG.command(id, "mark_as_paid"))
                .toList());

        assertThat(paid).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        rows.endIdleSessions();
        await().atMost(PATIENCE).until(() -> rows.count(UPDATES) >= updates + CHARGES);
        // A page that an earlier test left full may be met.
        assertThat(rows.count(IN_PLACE) - inPlace).isGreaterThanOrEqualTo((rows.count(UPDATES) - updates) * 9 / 10);
    }

    @Test
    void a_charge_is_waited_for_until_it_ends() {
        String id = charge();
        assertThat(rows.count(DUE_AT_ITS_DEADLINE, id)).isEqualTo(1);

        Merchant.succeeded(Merchant.SATANG.command(id, "mark_as_paid"));

        assertThat(waitedFor(id)).isZero();
    }

    @Test
    void a_charge_that_was_set_aside_is_waited_for_again_once_it_is_given_back() {
        String id = charge();

        rows.update("UPDATE charges SET quarantined_at = now() WHERE id = ?", id);
        assertThat(waitedFor(id)).isZero();
        rows.update("UPDATE charges SET quarantined_at = NULL WHERE id = ?", id);

        assertThat(rows.count(DUE_AT_ITS_DEADLINE, id)).isEqualTo(1);
    }

    @Test
    void what_an_older_release_or_an_operator_writes_counts_too() {
        String moved = charge();
        String ended = charge();
        String gone = charge();

        rows.update("UPDATE charges SET expires_at = expires_at + interval '1 h' WHERE id = ?", moved);
        rows.update(
                "UPDATE charges SET status = 'expired', ended_at = now(), version = version + 1 WHERE id = ?", ended);
        rows.update("DELETE FROM charges WHERE id = ?", gone);

        assertThat(rows.count(DUE_AT_ITS_DEADLINE, moved)).isEqualTo(1);
        assertThat(waitedFor(moved)).isEqualTo(1);
        assertThat(waitedFor(ended)).isZero();
        assertThat(waitedFor(gone)).isZero();
    }

    @Test
    void tables_whose_rows_come_and_go_are_vacuumed_early() {
        assertThat(rows.text("""
                        SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class
                        WHERE 'autovacuum_vacuum_scale_factor=0.01' = ANY (reloptions)
                        """)).isEqualTo("idempotency_keys outbox pending_charges vault_intents");
    }

    private long waitedFor(String id) {
        return rows.count("SELECT count(*) FROM pending_charges WHERE charge_id = ?", id);
    }

    private String charge() {
        return Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");
    }
}
