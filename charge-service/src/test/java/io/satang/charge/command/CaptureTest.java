package io.satang.charge.command;

import static io.satang.charge.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.TestTopics;
import io.satang.charge.Together;
import io.satang.charge.card.SampleTokens;
import io.satang.charge.card.TestTokens;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.operation.HeldCharges;
import io.satang.charge.source.TestSources;
import io.satang.events.EventType;
import io.satang.events.TokenCreated;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a merchant does with money that is held: takes it, a part of it, or none (reference omise-api §8.8, §9.1, §9.2). */
@QuarkusTest
class CaptureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String MONEY =
            "SELECT string_agg(kind || ' ' || amount, ', ' ORDER BY recorded_at) FROM simulator_entries WHERE charge_id = ?";

    @Inject
    HeldCharges charges;

    @Inject
    TestSources sources;

    @Inject
    TestTokens tokens;

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    @Inject
    TestTopics topics;

    @Test
    void money_that_is_held_is_shown_as_such() {
        String id = charges.held(Merchant.SATANG);

        assertShows(
                Merchant.SATANG.retrieve(id),
                Map.ofEntries(
                        Map.entry("status", "pending"),
                        Map.entry("authorized", true),
                        Map.entry("capturable", true),
                        Map.entry("capture", false),
                        Map.entry("reversible", true),
                        Map.entry("paid", false),
                        Map.entry("refundable", false),
                        Map.entry("authorized_amount", 400_000),
                        Map.entry("captured_amount", 0)));
    }

    @Test
    void all_of_it_is_taken_and_the_answer_is_the_paid_charge() {
        String id = charges.held(Merchant.SATANG);

        JsonPath captured = Merchant.succeeded(Merchant.SATANG.command(id, "capture"));

        assertShows(
                captured,
                Map.ofEntries(
                        Map.entry("status", "successful"),
                        Map.entry("authorized", true),
                        Map.entry("capturable", false),
                        Map.entry("capture", false),
                        Map.entry("reversible", false),
                        Map.entry("paid", true),
                        Map.entry("refundable", true),
                        Map.entry("partially_refundable", true),
                        Map.entry("can_perform_void", true),
                        Map.entry("authorized_amount", 400_000),
                        Map.entry("captured_amount", 400_000),
                        Map.entry("funding_amount", 400_000),
                        Map.entry("expired", false),
                        Map.entry("transaction", "trxn_test_" + id.substring("chrg_test_".length()))));
        assertThat(captured.getString("paid_at")).isNotNull();
        assertThat(captured.getString("authorized_at")).isNotNull();
        assertThat(rows.text(MONEY, id)).isEqualTo("authorize 400000, capture 400000");
        TestTopics.Event told = topics.awaitEvents(id, 2).getLast();
        assertThat(told.envelope().type()).isEqualTo(EventType.CHARGE_CAPTURED);
        assertThat(told.payload().status()).isEqualTo("successful");
    }

    @Test
    void a_part_of_it_is_taken_and_costs_fees_for_that_part() {
        String id = charges.held(Merchant.SATANG);

        JsonPath captured = Merchant.succeeded(capture(id, "capture_amount=150000"));

        assertShows(
                captured,
                Map.of(
                        "status", "successful",
                        "amount", 400_000,
                        "authorized_amount", 400_000,
                        "captured_amount", 150_000,
                        "funding_amount", 150_000,
                        "fee", 5_475,
                        "fee_vat", 383,
                        "net", 144_142));
        assertThat(rows.text(MONEY, id)).isEqualTo("authorize 400000, capture 150000");
        refused(
                Merchant.SATANG
                        .request()
                        .contentType(ContentType.URLENC)
                        .body("amount=150001")
                        .post("/charges/" + id + "/refunds"),
                "failed_refund",
                "amount must be less than or equal to 150000 (thb subunits)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "capture_amount=0, 400000",
        "capture_amount=, 400000",
        "capture_amount=400000, 400000",
        "capture_amount=1, 1",
        "anything=else, 400000"
    })
    void nothing_named_is_all_of_it(String form, int captured) {
        String id = charges.held(Merchant.SATANG);

        assertShows(Merchant.succeeded(capture(id, form)), Map.of("captured_amount", captured));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "capture_amount=400001, failed_capture, capture_amount must be less than or equal to 400000 (thb subunits)",
        "capture_amount=9223372036854775807, failed_capture, capture_amount must be less than or equal to 400000 (thb subunits)",
        "capture_amount=-1, bad_request, capture_amount must be greater than or equal to 0",
        "capture_amount=much, bad_request, capture_amount is not a number",
        "capture_amount=1.5, bad_request, capture_amount must be an integer",
    })
    void what_cannot_be_taken_is_refused_and_stays_held(String form, String code, String message) {
        String id = charges.held(Merchant.SATANG);

        refused(capture(id, form), code, message);

        assertShows(Merchant.SATANG.retrieve(id), Map.of("capturable", true));
        assertThat(rows.text(MONEY, id)).isEqualTo("authorize 400000");
    }

    @Test
    void what_is_held_is_taken_once_only() {
        String id = charges.held(Merchant.SATANG);

        List<Integer> answers =
                Together.run(10, () -> Merchant.SATANG.command(id, "capture").statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).containsOnly(200, 400);
        assertThat(rows.text(MONEY, id)).isEqualTo("authorize 400000, capture 400000");
        refused(Merchant.SATANG.command(id, "capture"), "failed_capture", "charge was already captured");
        refused(
                Merchant.SATANG.command(id, "reverse"),
                "failed_reverse",
                "only uncaptured authorized charges can be reversed");
    }

    @Test
    void what_is_given_up_is_released_at_the_provider() {
        String id = charges.held(Merchant.SATANG);

        JsonPath reversed = Merchant.succeeded(Merchant.SATANG.command(id, "reverse"));

        assertShows(
                reversed,
                Map.ofEntries(
                        Map.entry("status", "reversed"),
                        Map.entry("reversed", true),
                        Map.entry("authorized", true),
                        Map.entry("capturable", false),
                        Map.entry("reversible", false),
                        Map.entry("paid", false),
                        Map.entry("refundable", false),
                        Map.entry("captured_amount", 0),
                        Map.entry("expired", false)));
        assertThat(reversed.getString("reversed_at")).isNotNull();
        assertThat(reversed.getString("transaction")).isNull();
        assertThat(rows.text(MONEY, id)).isEqualTo("authorize 400000, void 400000");
        TestTopics.Event told = topics.awaitEvents(id, 2).getLast();
        assertThat(told.envelope().type()).isEqualTo(EventType.CHARGE_REVERSED);
        assertThat(told.payload().status()).isEqualTo("reversed");
        refused(
                Merchant.SATANG.command(id, "reverse"),
                "failed_reverse",
                "only uncaptured authorized charges can be reversed");
        refused(
                Merchant.SATANG.command(id, "capture"),
                "failed_capture",
                "only uncaptured authorized charges can be captured");
    }

    @Test
    void what_was_held_for_too_long_is_neither_taken_nor_given_up() {
        String id = charges.held(Merchant.SATANG);
        rows.update(
                "UPDATE charges SET created_at = now() - interval '8 days', expires_at = now() - interval '1 ms' WHERE id = ?",
                id);

        refused(Merchant.SATANG.command(id, "capture"), "expired_charge", "charge expired");
        refused(Merchant.SATANG.command(id, "capture"), "expired_charge", "charge expired");
        refused(
                Merchant.SATANG.command(id, "reverse"),
                "failed_reverse",
                "only uncaptured authorized charges can be reversed");

        assertShows(Merchant.SATANG.retrieve(id), Map.of("status", "expired"));
        await().atMost(PATIENCE).until(() -> rows.text(MONEY, id).equals("authorize 400000, void 400000"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "none, only uncaptured authorized charges can be captured",
        "mark_as_failed, only uncaptured authorized charges can be captured",
        "mark_as_paid, charge was already captured",
        "expire, charge expired",
    })
    void a_charge_that_holds_nothing_has_nothing_to_take_or_give_up(String before, String message) {
        String id = Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");
        if (!before.equals("none")) {
            Merchant.succeeded(Merchant.SATANG.command(id, before));
        }
        String status = Merchant.SATANG.retrieve(id).getString("status");

        refused(
                Merchant.SATANG.command(id, "capture"),
                before.equals("expire") ? "expired_charge" : "failed_capture",
                message);
        refused(
                Merchant.SATANG.command(id, "reverse"),
                "failed_reverse",
                "only uncaptured authorized charges can be reversed");

        assertShows(Merchant.SATANG.retrieve(id), Map.of("status", status));
    }

    @Test
    void money_that_the_provider_will_not_take_is_held_as_before() {
        Merchant merchant = merchants.open();
        String id = charges.held(merchant);
        merchant.tellSimulator("behaviour=decline&calls=1");

        refused(merchant.command(id, "capture"), "failed_capture", "capture failed");

        assertShows(merchant.retrieve(id), Map.of("status", "pending", "capturable", true));
        assertShows(Merchant.succeeded(merchant.command(id, "capture")), Map.of("status", "successful"));
    }

    @Test
    void money_of_which_nothing_is_heard_is_pending_and_found_by_inquiry() {
        Merchant merchant = merchants.open();
        String id = charges.held(merchant);
        merchant.tellSimulator("behaviour=drop&calls=1");

        JsonPath unheard = Merchant.succeeded(merchant.command(id, "capture"));

        assertShows(unheard, Map.of("status", "pending", "authorized", true, "capturable", false, "reversible", false));
        await().atMost(PATIENCE)
                .until(() -> merchant.retrieve(id).getString("status").equals("successful"));
        assertThat(rows.text(MONEY, id)).isEqualTo("authorize 400000, capture 400000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"'', 400", "&authorization_type=final_auth, 400", "&authorization_type=pre_auth, 200"})
    void of_a_cards_money_a_part_is_taken_only_if_that_was_said_before(String type, int status) {
        TokenCreated token = SampleTokens.paying();
        tokens.made(token);
        String id = Merchant.succeeded(Merchant.SATANG.charge(
                        "amount=100000&currency=thb&capture=false&card=" + token.tokenId() + type))
                .getString("id");

        Response part = capture(id, "capture_amount=40000");

        assertThat(part.statusCode()).isEqualTo(status);
        if (status == 200) {
            assertShows(
                    part.jsonPath(),
                    Map.of(
                            "authorization_type", "pre_auth",
                            "authorized_amount", 100_000,
                            "captured_amount", 40_000,
                            "funding_amount", 40_000));
        } else {
            refused(part, "failed_capture", "only charges with authorization_type pre_auth can be captured in part");
            assertShows(Merchant.succeeded(capture(id, "capture_amount=100000")), Map.of("paid", true));
        }
    }

    @ParameterizedTest
    @CsvSource({"capture", "reverse"})
    void another_accounts_money_cannot_be_touched(String command) {
        String id = charges.held(Merchant.SATANG);

        Merchant.OTHER
                .command(id, command)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"))
                .body("message", equalTo("charge " + id + " was not found"));

        assertShows(Merchant.SATANG.retrieve(id), Map.of("capturable", true));
    }

    private static Response capture(String id, String form) {
        return Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body(form)
                .post("/charges/" + id + "/capture");
    }

    private static void assertShows(JsonPath charge, Map<String, ?> fields) {
        fields.forEach(
                (name, value) -> assertThat(charge.<Object>get(name)).as(name).isEqualTo(value));
    }
}
