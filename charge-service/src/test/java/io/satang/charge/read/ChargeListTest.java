package io.satang.charge.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.SourceCreated;
import io.satang.platform.time.TimeFormat;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code GET /charges} in pages. */
@QuarkusTest
class ChargeListTest {
    @Inject
    TestSources sources;

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    @Inject
    Clock clock;

    @Test
    void aListComesInPages() {
        Merchant merchant = merchants.open();
        List<String> ids = charges(merchant, 5);

        assertThat(ids(list(merchant, ""))).isEqualTo(ids);
        assertThat(ids(list(merchant, "?limit=2"))).isEqualTo(ids.subList(0, 2));
        assertThat(ids(list(merchant, "?limit=2&offset=2"))).isEqualTo(ids.subList(2, 4));
        assertThat(ids(list(merchant, "?limit=2&offset=4"))).isEqualTo(ids.subList(4, 5));
        assertThat(ids(list(merchant, "?offset=5"))).isEmpty();
        assertThat(ids(list(merchant, "?offset=9223372036854775807"))).isEmpty();
        assertThat(ids(list(merchant, "?order=reverse_chronological"))).isEqualTo(ids.reversed());
        assertThat(ids(list(merchant, "?order=reverse_chronological&limit=2&offset=1")))
                .isEqualTo(ids.reversed().subList(1, 3));
        assertThat(ids(list(merchant, "/?limit=1"))).isEqualTo(ids.subList(0, 1));
    }

    @Test
    void aListSaysWhatItIs() {
        Merchant merchant = merchants.open();
        charges(merchant, 3);

        JsonPath list = list(merchant, "?limit=2&offset=1&order=reverse_chronological&from=2020-01-01");

        assertThat(list.getString("object")).isEqualTo("list");
        assertThat(list.getInt("limit")).isEqualTo(2);
        assertThat(list.getInt("offset")).isEqualTo(1);
        assertThat(list.getInt("total")).isEqualTo(3);
        assertThat(list.getString("location")).isEqualTo("/charges");
        assertThat(list.getString("order")).isEqualTo("reverse_chronological");
        assertThat(list.getString("from")).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(list.getString("to"))
                .startsWith(TimeFormat.iso(clock.instant()).substring(0, 13));
        assertThat(list.getString("data[0].object")).isEqualTo("charge");
    }

    @Test
    void aListMayBeLimitedInTime() {
        Merchant merchant = merchants.open();
        List<String> ids = charges(merchant, 3);
        for (int i = 0; i < 3; i++) {
            rows.update(
                    "UPDATE charges SET created_at = '2026-01-0" + (i + 1) + "T12:00:00Z' WHERE id = ?", ids.get(i));
        }

        assertThat(ids(list(merchant, "?from=2026-01-02"))).isEqualTo(ids.subList(1, 3));
        assertThat(ids(list(merchant, "?to=2026-01-02"))).isEqualTo(ids.subList(0, 1));
        assertThat(ids(list(merchant, "?from=2026-01-02T12:00:00Z&to=2026-01-02T19:00:00%2B07:00")))
                .isEqualTo(ids.subList(1, 2));
        assertThat(list(merchant, "?from=2026-01-02").getInt("total")).isEqualTo(2);
        assertThat(ids(list(merchant, "?from=2030-01-01"))).isEmpty();
    }

    @Test
    void a_list_limited_to_the_time_that_a_charge_shows_holds_this_charge() {
        Merchant merchant = merchants.open();
        List<String> ids = charges(merchant, 3);
        rows.update("UPDATE charges SET created_at = '2026-01-01T12:00:00.999999Z' WHERE id = ?", ids.get(0));
        rows.update("UPDATE charges SET created_at = '2026-01-01T12:00:01.000001Z' WHERE id = ?", ids.get(1));
        rows.update("UPDATE charges SET created_at = '2026-01-01T12:00:02Z' WHERE id = ?", ids.get(2));

        assertThat(ids(list(merchant, "?to=2026-01-01T12:00:01Z"))).isEqualTo(ids.subList(0, 2));
        assertThat(ids(list(merchant, "?from=2026-01-01T12:00:01Z&to=2026-01-01T12:00:01Z")))
                .isEqualTo(ids.subList(1, 2));
        assertThat(ids(list(merchant, "?from=2026-01-01T19:00:01.5%2B0700&to=2026-01-01T19:00:01+0700")))
                .isEqualTo(ids.subList(1, 2));
        assertThat(list(merchant, "?to=2026-01-01T12:00:01Z").getString("to")).isEqualTo("2026-01-01T12:00:01Z");
        assertThat(list(merchant, "?to=2026-01-01T12:00:01Z").getInt("total")).isEqualTo(2);
    }

    @Test
    void aListMayBeAskedForWithABodyAsPythonDoes() {
        Merchant merchant = merchants.open();
        List<String> ids = charges(merchant, 3);

        JsonPath list = Merchant.succeeded(merchant.request()
                .contentType(ContentType.JSON)
                .body("{\"limit\":2,\"offset\":1,\"order\":\"reverse_chronological\",\"from\":null}")
                .get("/charges"));

        assertThat(ids(list)).isEqualTo(List.of(ids.get(1), ids.get(0)));
        assertThat(ids(Merchant.succeeded(merchant.request()
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .get("/charges"))))
                .hasSize(3);
    }

    @Test
    void aListHoldsTheMerchantsOwnChargesOnly() {
        Merchant.SATANG.charged(sources.announced(SampleSources.points()));

        assertThat(list(merchants.open(), "").getInt("total")).isZero();
    }

    @Test
    void a_page_counts_no_more_than_ten_thousand_charges_behind_its_first() {
        Merchant merchant = merchants.open();
        String expired = charges(merchant, 1).getFirst();
        Merchant.succeeded(merchant.command(expired, "expire"));
        rows.update(ManyCharges.COPIES, "10002", expired);

        for (int offset : new int[] {0, 2, 3, 4, 10_002, 10_004}) {
            JsonPath page = list(merchant, "?limit=1&offset=" + offset);
            assertThat(page.getInt("total")).as("offset %d", offset).isEqualTo(Math.min(10_003, 10_000 + offset));
            assertThat(ids(page)).hasSize(offset < 10_003 ? 1 : 0);
        }
    }

    private JsonPath list(Merchant merchant, String query) {
        return Merchant.succeeded(merchant.request().get("/charges" + query));
    }

    private static List<String> ids(JsonPath list) {
        return list.getList("data.id");
    }

    private List<String> charges(Merchant merchant, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SourceCreated source = sources.announced(SampleSources.points().ofAccount(merchant.accountId()));
            ids.add(merchant.charged(source).getString("id"));
        }
        return ids;
    }
}
