package io.satang.charge.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.card.SampleTokens;
import io.satang.charge.card.TestTokens;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.SourceCreated;
import io.satang.events.TokenCreated;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /charges} of a status, a method and a text, and what follows on a charge. */
@QuarkusTest
class ChargeFilterTest {
    @Inject
    TestSources sources;

    @Inject
    TestTokens tokens;

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    private Merchant merchant = Merchant.SATANG;

    @BeforeEach
    void aMerchantOfItsOwn() {
        merchant = merchants.open();
    }

    @Test
    void charges_are_listed_by_the_status_that_merchants_see() {
        String waiting = charged("");
        String held = byCard("&capture=false");
        String paid = ended("mark_as_paid");
        String failed = ended("mark_as_failed");
        String expired = ended("expire");
        String reversed = byCard("&capture=false");
        Merchant.succeeded(merchant.command(reversed, "reverse"));

        assertThat(ids("?status=pending")).containsExactly(waiting, held);
        assertThat(ids("?status=successful")).containsExactly(paid);
        assertThat(ids("?status=failed")).containsExactly(failed);
        assertThat(ids("?status=expired")).containsExactly(expired);
        assertThat(ids("?status=reversed")).containsExactly(reversed);
        assertThat(ids("?status=pending&order=reverse_chronological")).containsExactly(held, waiting);
    }

    @Test
    void charges_are_listed_by_method() {
        String byPoints = charged("");
        String byCard = byCard("");

        assertThat(ids("?source_type=card")).containsExactly(byCard);
        assertThat(ids("?source_type=points_citi")).containsExactly(byPoints);
        assertThat(ids("?source_type=points_citi&status=failed")).isEmpty();
        assertThat(ids("?source_type=grabpay")).isEmpty();
    }

    @Test
    void a_text_is_found_in_description_metadata_failure_code_and_id_whatever_its_case() {
        String described = charged("&description=" + encoded("คำสั่งซื้อ Order-7 100%"));
        String tagged = charged("&metadata[basket]=Blue_Sofa");
        String accented = charged("&description=" + encoded("CAFÉ"));
        String failed = ended("mark_as_failed");

        assertThat(ids("?query=order-7")).containsExactly(described);
        assertThat(ids("?query=" + encoded("สั่งซื้อ"))).containsExactly(described);
        assertThat(ids("?query=" + encoded("0%"))).containsExactly(described);
        assertThat(ids("?query=blue_sofa")).containsExactly(tagged);
        assertThat(ids("?query=" + encoded("café"))).containsExactly(accented);
        assertThat(ids("?query=FAILED_PROCESSING")).containsExactly(failed);
        assertThat(ids("?query=" + tagged.substring(10))).containsExactly(tagged);
        assertThat(ids("?query=blue%25sofa")).isEmpty();
        assertThat(ids("?query=" + encoded("100% {")))
                .as("a text across two fields")
                .isEmpty();
        assertThat(ids("?query=" + encoded("' OR ''='"))).isEmpty();
    }

    @Test
    void a_filtered_list_comes_in_pages_and_its_total_tells_that_there_are_more() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(charged(""));
            charged("&description=other");
            rows.update("UPDATE charges SET description = 'wanted' WHERE id = ?", made.getLast());
        }

        JsonPath first = list("?query=wanted&limit=2");
        assertThat(first.getList("data.id", String.class)).isEqualTo(made.subList(0, 2));
        assertThat(first.getInt("total")).isGreaterThan(2);
        JsonPath last = list("?query=wanted&limit=2&offset=2");
        assertThat(last.getList("data.id", String.class)).isEqualTo(made.subList(2, 3));
        assertThat(last.getInt("total")).isEqualTo(3);
        assertThat(ids("?query=wanted&to=2020-01-01")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status=paid, 'status is not one of pending, successful, failed, expired, reversed'",
        "status=authorized, 'status is not one of pending, successful, failed, expired, reversed'",
        "source_type=Card, source_type is invalid",
        "source_type=%27, source_type is invalid",
        "after=x, after is invalid",
        "after=0&offset=1, offset cannot be combined with after"
    })
    void what_no_charge_can_have_is_refused(String query, String message) {
        merchant.request()
                .get("/charges?" + query)
                .then()
                .statusCode(400)
                .body("object", equalTo("error"))
                .body("code", equalTo("bad_request"))
                .body("message", equalTo(message));
    }

    @Test
    void a_text_that_is_too_long_is_refused() {
        merchant.request()
                .get("/charges?query=" + "x".repeat(201))
                .then()
                .statusCode(400)
                .body("message", equalTo("query is too long (maximum is 200 characters)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chronological", "reverse_chronological"})
    void whoever_reads_on_misses_nothing_and_comes_to_an_end(String order) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(charged(""));
        }
        // The id decides between those of the same time.
        rows.update(
                "UPDATE charges SET created_at = '2026-01-01T12:00:00Z' WHERE account_id = ?", merchant.accountId());

        List<String> read = new ArrayList<>();
        Optional<String> after = Optional.of("0");
        while (after.isPresent()) {
            JsonPath page = list("?status=pending&limit=2&order=" + order + "&after=" + after.get());
            read.addAll(page.getList("data.id", String.class));
            after = Optional.ofNullable(page.getString("next"));
        }

        assertThat(read).isEqualTo(order.equals("chronological") ? made : made.reversed());
    }

    @Test
    void nobody_reads_on_behind_a_charge_of_another_account() {
        String others = Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");

        merchant.request()
                .get("/charges?after=" + others)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
    }

    @Test
    void a_list_that_cannot_be_looked_through_is_refused_and_can_be_read_on() {
        String newest = ended("expire");
        rows.update(ManyCharges.COPIES, Integer.toString(ChargeIndexStore.TEXTS_LOOKED_THROUGH), newest);
        String oldest = rows.text(
                "SELECT id FROM charges WHERE account_id = ? ORDER BY created_at LIMIT 1", merchant.accountId());
        rows.update("UPDATE charges SET description = 'sought' WHERE id = ?", oldest);
        String sought = "?query=sought&order=reverse_chronological";

        merchant.request()
                .get("/charges" + sought)
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body(
                        "message",
                        equalTo(
                                "there are too many charges to look through: narrow from and to, or read on with after"));
        JsonPath first = list(sought + "&after=0");
        assertThat(first.getList("data")).isEmpty();
        assertThat(first.getInt("total")).isOne();
        JsonPath second = list(sought + "&after=" + first.getString("next"));
        assertThat(second.getList("data.id", String.class)).containsExactly(oldest);
        assertThat(second.getString("next")).isNull();
        assertThat(ids("?query=sought&limit=1")).containsExactly(oldest);
        assertThat(ids("?status=expired&order=reverse_chronological"))
                .hasSize(20)
                .startsWith(newest);
    }

    @ParameterizedTest
    @CsvSource({
        "status=failed, " + ChargeIndexStore.LOOKED_THROUGH,
        "query=sought, " + ChargeIndexStore.TEXTS_LOOKED_THROUGH
    })
    void a_list_that_was_looked_through_to_its_end_is_answered(String filter, int most) {
        rows.update(ManyCharges.COPIES, Integer.toString(most - 1), ended("expire"));

        assertThat(ids("?" + filter)).isEmpty();
        assertThat(list("?after=0&" + filter).getString("next")).isNull();

        charged("");
        merchant.request().get("/charges?" + filter).then().statusCode(400);
        assertThat(list("?after=0&" + filter).getString("next")).isNotNull();
    }

    @Test
    void a_last_page_that_is_full_leads_no_further_and_times_still_bound_it() {
        String first = charged("");
        String second = charged("");
        rows.update("UPDATE charges SET created_at = '2026-01-01T12:00:00Z' WHERE id = ?", first);

        assertThat(list("?after=0&limit=2").getString("next")).isNull();
        assertThat(list("?after=0&limit=1").getString("next")).isEqualTo(first);
        assertThat(ids("?after=0&from=2026-01-02")).containsExactly(second);
        assertThat(ids("?after=" + first + "&to=2026-01-02")).isEmpty();
    }

    private String charged(String fields) {
        SourceCreated source = sources.announced(SampleSources.points().ofAccount(merchant.accountId()));
        return Merchant.succeeded(merchant.charge(Merchant.form(source) + fields))
                .getString("id");
    }

    private String byCard(String fields) {
        TokenCreated token = SampleTokens.ofAccount(merchant.accountId());
        tokens.made(token);
        return Merchant.succeeded(merchant.charge("amount=100000&currency=THB&card=" + token.tokenId() + fields))
                .getString("id");
    }

    private String ended(String how) {
        String id = charged("");
        Merchant.succeeded(merchant.command(id, how));
        return id;
    }

    private JsonPath list(String query) {
        return Merchant.succeeded(merchant.request().get("/charges" + query));
    }

    private List<String> ids(String query) {
        return list(query).getList("data.id", String.class);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
