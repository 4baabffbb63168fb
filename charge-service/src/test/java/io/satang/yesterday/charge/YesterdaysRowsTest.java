package io.satang.yesterday.charge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.SourceCreated;
import io.satang.platform.id.Ids;
import io.satang.yesterday.charge.ChargeState.Pending;
import io.satang.yesterday.charge.ChargeState.Successful;
import io.satang.yesterday.events.EventJson;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** During a rolling upgrade two releases share the table of charges. */
@QuarkusTest
class YesterdaysRowsTest {
    private static final String FIND = "SELECT " + ChargeRows.COLUMNS + " FROM charges WHERE id = $1";

    // The columns that the last release's INSERT names; it says what the terms are.
    private static final String INSERT_LIKE = """
            INSERT INTO charges (id, account_id, livemode, version, status, amount, currency, source_id, page_id, created_at,
                                 expires_at, description, metadata, terms)
            SELECT ?, account_id, livemode, 1, 'pending', amount, currency, ?, ?, created_at, expires_at, description, metadata, ?::json
            FROM charges WHERE id = ?
            """;

    @Inject
    Pool pool;

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @Inject
    Ids ids;

    @Test
    void the_last_release_reads_the_charges_that_are_stored_today() {
        SourceCreated source = sources.announced(SampleSources.installment());
        String id = Merchant.SATANG.charged(source).getString("id");

        Charge pending = read(id);
        Merchant.succeeded(Merchant.SATANG.command(id, "mark_as_paid"));
        Charge paid = read(id);

        assertThat(pending.state()).isEqualTo(new Pending());
        assertThat(pending.amount()).isEqualTo(source.amount());
        assertThat(pending.terms().sourceType()).isEqualTo(source.type());
        assertThat(pending.terms().source().text()).isEqualTo(source.object().text());
        assertThat(pending.terms().pricing().interestRate())
                .isEqualByComparingTo(source.pricing().interestRate());
        assertThat(paid.state()).isInstanceOf(Successful.class);
        assertThat(paid.terms()).isEqualTo(pending.terms());

        Merchant.succeeded(Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body("amount=" + source.amount())
                .post("/charges/" + id + "/refunds"));
        assertThat(read(id).state()).isEqualTo(paid.state());
    }

    @Test
    void what_the_last_release_stores_is_read_and_decided_upon_today() {
        String todays = Merchant.SATANG
                .charged(sources.announced(SampleSources.atome()))
                .getString("id");
        String yesterdays = ids.next("chrg", false);

        rows.update(
                INSERT_LIKE,
                yesterdays,
                ids.next("src", false),
                ids.next("pay2", false),
                EventJson.write(read(todays).terms()),
                todays);

        JsonPath paid = Merchant.succeeded(Merchant.SATANG.command(yesterdays, "mark_as_paid"));
        assertThat(paid.getString("status")).isEqualTo("successful");
        assertThat(paid.getBoolean("refundable")).isTrue();
    }

    private Charge read(String id) {
        return ChargeRows.read(pool.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .await()
                .indefinitely()
                .iterator()
                .next());
    }
}
