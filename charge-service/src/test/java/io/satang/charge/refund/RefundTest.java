package io.satang.charge.refund;

import static io.restassured.RestAssured.given;
import static io.satang.charge.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.satang.charge.Footprint;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.TestTopics;
import io.satang.charge.Together;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.RefundCreated;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money that merchants give back (reference omise-api §8.9, §9.4). The charges are of SGD 500.00, by Atome. */
@QuarkusTest
class RefundTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String GIVEN_BACK =
            "SELECT coalesce(sum(amount), 0) FROM simulator_entries WHERE charge_id = ? AND kind = 'refund' AND failure_code IS NULL";
    private static final String LATER = "UPDATE charges SET ended_at = ended_at - interval '%s' WHERE id = ?";

    @Inject
    TestSources sources;

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    @Inject
    TestTopics topics;

    private Merchant merchant = Merchant.SATANG;

    @BeforeEach
    void open() {
        merchant = merchants.open();
    }

    @Test
    void a_part_is_given_back_and_the_refund_is_shown_everywhere() {
        String charge = paid();

        Response answer = refund(charge, "amount=20000&metadata[reason]=broken");

        String id = answer.jsonPath().getString("id");
        String object = """
                {"object":"refund","id":"%1$s","location":"/charges/%2$s/refunds/%1$s","livemode":false,"voided":false,\
                "currency":"SGD","amount":20000,"metadata":{"reason":"broken"},"charge":"%2$s","capture":null,"terminal":null,\
                "transaction":"trxn_test_%3$s","status":"closed","funding_amount":20000,"funding_currency":"SGD","created_at":"%4$s",\
                "acquirer_reference_number":null,"merchant_name":null,"merchant_uid":null,"approval_code":null}""".formatted(
                        id,
                        charge,
                        id.substring("rfnd_test_".length()),
                        answer.jsonPath().getString("created_at"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).isEqualTo(object);
        assertThat(merchant.request()
                        .get("/charges/" + charge + "/refunds/" + id)
                        .asString())
                .isEqualTo(object);
        assertThat(merchant.request().get("/charges/" + charge + "/refunds").asString())
                .startsWith("{\"object\":\"list\",\"data\":[" + object
                        + "],\"limit\":20,\"offset\":0,\"total\":1,\"location\":\"/charges/" + charge
                        + "/refunds\",\"order\":\"chronological\",\"from\":\"1970-01-01T00:00:00Z\",\"to\":\"");
        assertThat(merchant.request().get("/refunds").asString())
                .startsWith("{\"object\":\"list\",\"data\":[" + object
                        + "],\"limit\":20,\"offset\":0,\"total\":1,\"location\":\"/refunds\",");
        assertThat(merchant.request().get("/charges/" + charge).asString())
                .contains("\"refunds\":{\"object\":\"list\",\"data\":[" + object
                        + "],\"limit\":20,\"offset\":0,\"total\":1,")
                .contains("\"refunded_amount\":20000,");
        RefundCreated told = topics.awaitRefunded(id).getFirst();
        assertThat(told.chargeId()).isEqualTo(charge);
        assertThat(told.amount()).isEqualTo(20_000);
        assertThat(told.currency()).isEqualTo("SGD");
        assertThat(told.voided()).isFalse();
        assertThat(told.object().text()).isEqualTo(object);
        assertThat(rows.count(GIVEN_BACK, charge)).isEqualTo(20_000);
    }

    @Test
    void a_charge_that_is_given_back_in_parts_stays_refundable_until_nothing_is_left() {
        String charge = paid();

        Merchant.succeeded(refund(charge, "amount=20000"));
        JsonPath half = merchant.retrieve(charge);
        Merchant.succeeded(refund(charge, "amount=30000"));
        JsonPath whole = merchant.retrieve(charge);

        assertThat(half.getBoolean("refundable")).isTrue();
        assertThat(half.getBoolean("partially_refundable")).isTrue();
        assertThat(half.getBoolean("can_perform_void")).isFalse();
        assertThat(whole.getBoolean("refundable")).isFalse();
        assertThat(whole.getBoolean("partially_refundable")).isFalse();
        assertThat(whole.getBoolean("voided")).isFalse();
        assertThat(whole.getString("status")).isEqualTo("successful");
        assertThat(whole.getLong("refunded_amount")).isEqualTo(50_000);
        assertThat(whole.getInt("refunds.total")).isEqualTo(2);
        assertThat(whole.getList("refunds.data.amount")).containsExactly(20_000, 30_000);
        refused(refund(charge, "amount=1"), "failed_refund", "charge was already refunded");
    }

    @Test
    void all_of_it_on_the_day_of_payment_is_a_void() {
        String charge = paid();

        JsonPath refund = Merchant.succeeded(refund(charge, "amount=50000"));

        assertThat(refund.getBoolean("voided")).isTrue();
        assertThat(merchant.retrieve(charge).getBoolean("voided")).isTrue();
        assertThat(topics.awaitRefunded(refund.getString("id")).getFirst().voided())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}, {1} later")
    @CsvSource({
        "amount=50000&void=false, 0, false",
        "amount=50000&void=true, 0, true",
        "amount=50000&void=1, 0, true",
        "amount=49999, 0, false",
        "amount=49999&void=false, 0, false",
        "amount=50000, 1 day, false",
    })
    void a_void_is_all_of_it_at_once_unless_the_merchant_wants_none(String form, String later, boolean voided) {
        String charge = paid();
        rows.update(LATER.formatted(later), charge);

        assertThat(Merchant.succeeded(refund(charge, form)).getBoolean("voided"))
                .isEqualTo(voided);
    }

    @ParameterizedTest(name = "{0}, {1} later")
    @CsvSource({"amount=49999&void=true, 0", "amount=50000&void=true, 1 day"})
    void what_cannot_be_a_void_is_refused_when_it_has_to_be_one(String form, String later) {
        String charge = paid();
        rows.update(LATER.formatted(later), charge);

        refused(refund(charge, form), "failed_void", "only a full refund on the day of payment can be a void");
        assertThat(merchant.retrieve(charge).getLong("refunded_amount")).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "anything=else        | bad_request   | amount cannot be blank",
                "amount=              | bad_request   | amount cannot be blank",
                "amount=0             | bad_request   | amount must be greater than or equal to 1",
                "amount=-1            | bad_request   | amount must be greater than or equal to 1",
                "amount=all           | bad_request   | amount is not a number",
                "amount=1.5           | bad_request   | amount must be an integer",
                "amount=50001         | failed_refund | amount must be less than or equal to 50000 (sgd subunits)",
                "amount=9223372036854775807 | failed_refund | amount must be less than or equal to 50000 (sgd subunits)",
                "amount=1&void=maybe  | bad_request   | void is invalid",
                "amount=1&metadata=a  | bad_request   | Metadata should be a JSON hash",
                "amount=0&void=maybe  | bad_request   | amount must be greater than or equal to 1 and void is invalid",
            })
    void bad_input_is_named_and_leaves_nothing_behind(String form, String code, String message) {
        String charge = paid();
        Footprint before = rows.footprint();

        refused(refund(charge, form), code, message);

        assertThat(rows.footprint()).isEqualTo(before);
        assertThat(rows.count("SELECT count(*) FROM refunds WHERE charge_id = ?", charge))
                .isZero();
    }

    @Test
    void metadata_find_room_in_the_charge() {
        String charge = paid();

        refused(
                refund(charge, "amount=1&metadata[a]=" + "x".repeat(2_048)),
                "bad_request",
                "metadata is too large (maximum is 2048 bytes)");
        Merchant.succeeded(refund(charge, "amount=1&metadata[a]=" + "x".repeat(2_048 - 8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "mark_as_failed", "expire"})
    void a_charge_that_nobody_has_paid_has_nothing_to_give_back(String before) {
        String charge = pending(SampleSources.atome());
        if (!before.equals("none")) {
            Merchant.succeeded(merchant.command(charge, before));
        }

        refused(refund(charge, "amount=1"), "failed_refund", "only captured charges can be refunded");
        merchant.request()
                .get("/charges/" + charge + "/refunds")
                .then()
                .statusCode(200)
                .body("total", equalTo(0));
    }

    @Test
    void a_method_refunds_as_it_can() {
        String points = paid(SampleSources.points());
        String installments = paid(SampleSources.installment());

        refused(refund(points, "amount=1"), "failed_refund", "charge cannot be refunded");
        refused(refund(installments, "amount=499999"), "failed_refund", "charge can only be refunded in full");
        Merchant.succeeded(refund(installments, "amount=500000"));
    }

    @Test
    void after_its_time_a_charge_is_not_refundable() {
        String charge = paid();
        rows.update(LATER.formatted("59 days 23 hours"), charge);
        assertThat(merchant.retrieve(charge).getBoolean("refundable")).isTrue();
        Merchant.succeeded(refund(charge, "amount=1"));

        rows.update(LATER.formatted("1 hour"), charge);

        assertThat(merchant.retrieve(charge).getBoolean("refundable")).isFalse();
        assertThat(merchant.retrieve(charge).getBoolean("partially_refundable")).isFalse();
        refused(refund(charge, "amount=1"), "failed_refund", "charge can no longer be refunded");
    }

    @Test
    void a_charge_has_fifteen_refunds_at_the_most() {
        String charge = paid();
        IntStream.range(0, 15).forEach(i -> Merchant.succeeded(refund(charge, "amount=1")));

        refused(refund(charge, "amount=1"), "failed_refund", "charge has too many refunds (maximum is 15)");

        JsonPath after = merchant.retrieve(charge);
        assertThat(after.getInt("refunds.total")).isEqualTo(15);
        assertThat(after.getList("refunds.data")).hasSize(15);
        assertThat(after.getBoolean("refundable")).isFalse();
    }

    @Test
    void another_accounts_charge_and_refunds_do_not_exist() {
        String charge = paid();
        String id = Merchant.succeeded(refund(charge, "amount=1")).getString("id");
        Merchant other = merchants.open();

        List<Response> answers = List.of(
                refund(other.request(), charge, "amount=1"),
                other.request().get("/charges/" + charge + "/refunds"),
                other.request().get("/charges/" + charge + "/refunds/" + id));

        assertThat(answers)
                .allSatisfy(answer -> answer.then()
                        .statusCode(404)
                        .body("code", equalTo("not_found"))
                        .body("message", equalTo("charge " + charge + " was not found")));
        other.request().get("/refunds").then().statusCode(200).body("total", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfnd_test_none", "none", "chrg_test_1"})
    void a_refund_that_is_not_there_is_not_found(String id) {
        String charge = paid();

        merchant.request()
                .get("/charges/" + charge + "/refunds/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"))
                .body("message", equalTo("refund " + id + " was not found"));
    }

    @Test
    void a_refund_is_found_under_its_own_charge_only() {
        String charge = paid();
        String id = Merchant.succeeded(refund(charge, "amount=1")).getString("id");

        merchant.request().get("/charges/" + paid() + "/refunds/" + id).then().statusCode(404);
    }

    @Test
    void what_the_provider_will_not_give_back_is_free_again() {
        String charge = paid();
        merchant.tellSimulator("behaviour=decline&calls=1");

        refused(refund(charge, "amount=50000"), "failed_refund", "refund failed");

        JsonPath after = merchant.retrieve(charge);
        assertThat(after.getLong("refunded_amount")).isZero();
        assertThat(after.getInt("refunds.total")).isZero();
        assertThat(after.getBoolean("refundable")).isTrue();
        String failed = rows.text("SELECT id FROM refunds WHERE charge_id = ?", charge);
        merchant.request()
                .get("/charges/" + charge + "/refunds/" + failed)
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("transaction", equalTo(null));
        merchant.request()
                .get("/charges/" + charge + "/refunds")
                .then()
                .statusCode(200)
                .body("data", hasSize(0));
        assertThat(Merchant.succeeded(refund(charge, "amount=50000")).getString("status"))
                .isEqualTo("closed");
        assertThat(topics.refunded(failed)).isEmpty();
    }

    @Test
    void a_refund_of_which_nothing_is_heard_is_pending_until_it_is_inquired_about() {
        String charge = paid();
        merchant.tellSimulator("behaviour=drop&calls=1");

        JsonPath unheard = Merchant.succeeded(refund(charge, "amount=50000"));

        assertThat(unheard.getString("status")).isEqualTo("pending");
        assertThat(unheard.getString("transaction")).isNull();
        refused(refund(charge, "amount=1"), "failed_refund", "charge was already refunded");
        String id = unheard.getString("id");
        await().atMost(PATIENCE)
                .until(() -> merchant.request()
                        .get("/charges/" + charge + "/refunds/" + id)
                        .jsonPath()
                        .getString("status")
                        .equals("closed"));
        assertThat(merchant.retrieve(charge).getLong("refunded_amount")).isEqualTo(50_000);
        assertThat(rows.count(GIVEN_BACK, charge)).isEqualTo(50_000);
        assertThat(topics.awaitRefunded(id)).hasSize(1);
    }

    @Test
    void a_provider_that_answers_twice_gives_back_once() {
        String charge = paid();
        merchant.tellSimulator("behaviour=twice&calls=1");

        JsonPath refund = Merchant.succeeded(refund(charge, "amount=30000"));

        Merchant.succeeded(refund(charge, "amount=20000"));
        assertThat(merchant.retrieve(charge).getLong("refunded_amount")).isEqualTo(50_000);
        assertThat(rows.count(GIVEN_BACK, charge)).isEqualTo(50_000);
        rows.awaitPublished();
        assertThat(topics.awaitRefunded(refund.getString("id"))).hasSize(1);
    }

    @Test
    void fifty_refunds_at_once_give_back_no_more_than_was_taken() {
        String charge = paid();

        List<Response> answers = Together.run(50, () -> refund(charge, "amount=5000"));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(10);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .allSatisfy(answer -> refused(answer, "failed_refund", "charge was already refunded"));
        assertThat(rows.count(GIVEN_BACK, charge)).isEqualTo(50_000);
        assertThat(merchant.retrieve(charge).getLong("refunded_amount")).isEqualTo(50_000);
        assertThat(rows.count("SELECT refunded FROM charges WHERE id = ?", charge))
                .isEqualTo(50_000);
        assertThat(rows.count("SELECT sum(amount) FROM refunds WHERE charge_id = ? AND status = 'closed'", charge))
                .isEqualTo(50_000);
    }

    @Test
    void money_that_no_provider_took_is_given_back_by_nobody() {
        String charge = pending(SampleSources.atome());
        Merchant.succeeded(merchant.command(charge, "mark_as_paid"));

        JsonPath refund = Merchant.succeeded(refund(charge, "amount=50000"));

        assertThat(refund.getString("status")).isEqualTo("closed");
        assertThat(rows.count("SELECT count(*) FROM provider_operations WHERE charge_id = ?", charge))
                .isZero();
        assertThat(topics.awaitRefunded(refund.getString("id"))).hasSize(1);
    }

    @Test
    void what_was_stored_and_never_asked_for_is_asked_for_by_a_sweep() {
        String charge = paid();
        merchant.tellSimulator("behaviour=silent&calls=1");
        String id = Merchant.succeeded(refund(charge, "amount=50000")).getString("id");

        await().atMost(PATIENCE)
                .until(() -> rows.text("SELECT status FROM refunds WHERE id = ?", id), "closed"::equals);

        assertThat(rows.count(GIVEN_BACK, charge)).isEqualTo(50_000);
    }

    @Test
    void the_same_key_gives_back_once() {
        String charge = paid();
        String key = UUID.randomUUID().toString();

        Response first = refund(keyed(key), charge, "amount=10000");
        Response second = refund(keyed(key), charge, "amount=10000");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(merchant.retrieve(charge).getLong("refunded_amount")).isEqualTo(10_000);
        refund(keyed(key), charge, "amount=10001")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency_key_mismatch"));
    }

    @Test
    void of_twenty_repeats_at_once_one_gives_back_and_the_others_say_the_same() {
        String charge = paid();
        String key = UUID.randomUUID().toString();

        List<Response> repeats = Together.run(20, () -> refund(keyed(key), charge, "amount=10000"));

        assertThat(repeats).extracting(Response::statusCode).containsOnly(200);
        assertThat(repeats.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(rows.count(GIVEN_BACK, charge)).isEqualTo(10_000);
    }

    @Test
    void a_request_that_was_refused_leaves_its_key_free_and_one_that_was_declined_does_not() {
        String charge = paid();
        String refused = UUID.randomUUID().toString();
        String declined = UUID.randomUUID().toString();

        refused(
                refund(keyed(refused), charge, "amount=50001"),
                "failed_refund",
                "amount must be less than or equal to 50000 (sgd subunits)");
        Merchant.succeeded(refund(keyed(refused), charge, "amount=1"));
        merchant.tellSimulator("behaviour=decline&calls=1");
        refused(refund(keyed(declined), charge, "amount=2"), "failed_refund", "refund failed");
        refused(refund(keyed(declined), charge, "amount=2"), "failed_refund", "refund failed");

        assertThat(rows.count(GIVEN_BACK, charge)).isEqualTo(1);
    }

    @Test
    void refunds_are_listed_by_time_and_in_pages() {
        String first = paid();
        String second = paid();
        List<String> ids = List.of(
                Merchant.succeeded(refund(first, "amount=1")).getString("id"),
                Merchant.succeeded(refund(second, "amount=2")).getString("id"),
                Merchant.succeeded(refund(first, "amount=3")).getString("id"));

        assertThat(ids("/refunds")).isEqualTo(ids);
        assertThat(ids("/refunds?order=reverse_chronological")).isEqualTo(ids.reversed());
        assertThat(ids("/refunds?limit=1&offset=1")).containsExactly(ids.get(1));
        assertThat(ids("/refunds?to=2020-01-01")).isEmpty();
        assertThat(ids("/charges/" + first + "/refunds")).containsExactly(ids.get(0), ids.get(2));
        assertThat(ids("/charges/" + first + "/refunds/?limit=1")).containsExactly(ids.get(0));
        assertThat(ids("/charges/" + first + "/refunds?from=2999-01-01")).isEmpty();
        merchant.request()
                .get("/refunds?order=sideways")
                .then()
                .statusCode(400)
                .body("message", equalTo("order is invalid"));
    }

    @Test
    void a_refunds_charge_is_shown_whole_to_who_asks_for_it() {
        String charge = paid();
        String path = "/charges/" + charge + "/refunds/"
                + Merchant.succeeded(refund(charge, "amount=1")).getString("id");

        JsonPath expanded = Merchant.succeeded(merchant.request().get(path + "?expand=true"));

        assertThat(expanded.getString("object")).isEqualTo("refund");
        assertThat(expanded.getString("charge.object")).isEqualTo("charge");
        assertThat(expanded.getString("charge.id")).isEqualTo(charge);
        assertThat(expanded.getLong("charge.refunded_amount")).isEqualTo(1);
        assertThat(Merchant.succeeded(merchant.request().get(path + "?expand=false"))
                        .getString("charge"))
                .isEqualTo(charge);
    }

    private List<String> ids(String path) {
        return Merchant.succeeded(merchant.request().get(path)).getList("data.id");
    }

    private String paid() {
        return paid(SampleSources.atome());
    }

    private String paid(SampleSources sample) {
        String charge = pending(sample);
        String page = rows.text("SELECT page_id FROM charges WHERE id = ?", charge);
        given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .body("outcome=successful")
                .post("/payments/" + page + "/authorize");
        assertThat(merchant.retrieve(charge).getString("status")).isEqualTo("successful");
        return charge;
    }

    private String pending(SampleSources sample) {
        return merchant.charged(sources.announced(sample.ofAccount(merchant.accountId())))
                .getString("id");
    }

    private Response refund(String charge, String form) {
        return refund(merchant.request(), charge, form);
    }

    private RequestSpecification keyed(String key) {
        return merchant.request().header("Idempotency-Key", key);
    }

    private static Response refund(RequestSpecification request, String charge, String form) {
        return request.contentType(ContentType.URLENC).body(form).post("/charges/" + charge + "/refunds");
    }
}
