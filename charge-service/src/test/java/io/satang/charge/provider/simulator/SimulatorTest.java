package io.satang.charge.provider.simulator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.TestTopics;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.source.TestSources;
import io.satang.charge.store.ChargeStore;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.platform.id.ChargeId;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of money when its provider does not do what it should. */
@QuarkusTest
class SimulatorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OUT_OF_BALANCE = """
            SELECT count(*) FROM charges
            LEFT JOIN simulator_entries sale ON sale.operation_id = charges.provider_reference AND sale.failure_code IS NULL
            WHERE charges.id = ? AND (charges.status = 'successful') <> (sale.operation_id IS NOT NULL)
            """;

    @Inject
    Merchants merchants;

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @Inject
    ChargeStore store;

    @Inject
    ChargeSaga saga;

    @Inject
    Clock clock;

    @Inject
    TestTopics topics;

    @Inject
    AgroalDataSource database;

    private Merchant merchant;

    @BeforeEach
    void open() {
        merchant = merchants.open(false, "merchant@example.com");
    }

    @Test
    void an_answer_that_is_dropped_is_inquired_about() {
        tell("behaviour=drop&calls=1");
        JsonPath charge = charge(Duration.ofHours(1));

        assertThat(press(charge, "successful")).isEqualTo(303);

        assertThat(status(charge)).isEqualTo("pending");
        awaitStatus(charge, "successful");
        assertBalanced(charge);
    }

    @Test
    void a_payment_that_the_charge_cannot_hear_of_at_once_is_inquired_about() throws SQLException {
        JsonPath charge = charge(Duration.ofHours(1));

        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            lock(other, charge);
            assertThat(press(charge, "successful")).isEqualTo(503);
            other.rollback();
        }

        awaitStatus(charge, "successful");
        assertBalanced(charge);
    }

    @Test
    void a_payment_in_time_counts_though_its_answer_was_lost_until_the_deadline() {
        tell("behaviour=drop&calls=1");
        JsonPath charge = charge(Duration.ofHours(1));

        press(charge, "successful");
        // The deadline is now, before anybody inquires.
        rows.update("UPDATE charges SET expires_at = now() WHERE id = ?", charge.getString("id"));

        awaitStatus(charge, "successful");
        JsonPath paid = merchant.retrieve(charge.getString("id"));
        assertThat(paid.getString("paid_at")).isLessThanOrEqualTo(paid.getString("expires_at"));
        assertBalanced(charge);
    }

    @ParameterizedTest
    @CsvSource({"expire, failed_expire", "mark_as_paid, invalid_charge", "mark_as_failed, invalid_charge"})
    void a_merchant_who_ends_a_charge_that_has_been_paid_unheard_learns_of_the_payment(String command, String code) {
        tell("behaviour=drop&calls=1");
        JsonPath charge = charge(Duration.ofHours(1));
        press(charge, "successful");

        merchant.command(charge.getString("id"), command).then().statusCode(400).body("code", equalTo(code));

        assertThat(status(charge)).isEqualTo("successful");
        assertBalanced(charge);
    }

    @Test
    void a_command_that_is_refused_leaves_the_page_open() {
        JsonPath charge = charge(Duration.ofHours(1));
        merchant.request()
                .formParam("failure_code", "no_such_code")
                .post("/charges/" + charge.getString("id") + "/mark_as_failed")
                .then()
                .statusCode(400);

        assertThat(press(charge, "successful")).isEqualTo(303);

        assertThat(status(charge)).isEqualTo("successful");
    }

    @Test
    void an_answer_that_comes_late_counts() {
        tell("behaviour=late&delay_ms=1000&calls=1");
        JsonPath charge = charge(Duration.ofHours(1));

        Response pressed = pressing(charge, "successful");

        pressed.then().statusCode(303);
        assertThat(status(charge)).isEqualTo("pending");
        awaitStatus(charge, "successful");
        // The inquiry a second later would be in nobody's name.
        assertThat(topics.awaitEvents(charge.getString("id"), 2).getLast().envelope())
                .returns(EventType.CHARGE_COMPLETE, EventEnvelope::type)
                .returns(Optional.of(pressed.header("X-Request-Id")), EventEnvelope::requestId);
    }

    @Test
    void an_answer_that_comes_twice_counts_once() {
        tell("behaviour=twice&calls=1");
        JsonPath charge = charge(Duration.ofHours(1));

        press(charge, "successful");

        await().during(Duration.ofMillis(300)).atMost(PATIENCE).until(() -> status(charge), "successful"::equals);
        assertThat(merchant.retrieve(charge.getString("id")).getInt("version")).isEqualTo(2);
        assertThat(rows.count("SELECT count(*) FROM provider_operations WHERE charge_id = ?", charge.getString("id")))
                .isZero();
    }

    @Test
    void a_slow_provider_is_waited_for() {
        tell("behaviour=slow&delay_ms=400&calls=1");
        JsonPath charge = charge(Duration.ofHours(1));
        Instant before = clock.instant();

        assertThat(press(charge, "successful")).isEqualTo(303);

        assertThat(Duration.between(before, clock.instant())).isGreaterThan(Duration.ofMillis(390));
        assertThat(status(charge)).isEqualTo("successful");
    }

    @Test
    void a_provider_declines_as_it_was_told() {
        tell("behaviour=decline&failure_code=insufficient_fund&calls=1");
        JsonPath charge = charge(Duration.ofHours(1));

        press(charge, "successful");

        assertThat(merchant.retrieve(charge.getString("id")).getString("failure_code"))
                .isEqualTo("insufficient_fund");
        assertBalanced(charge);
    }

    @Test
    void what_a_silent_provider_has_not_done_may_be_done_again() {
        tell("behaviour=silent&calls=1");
        JsonPath charge = charge(Duration.ofHours(1));

        assertThat(press(charge, "successful")).isEqualTo(303);
        assertThat(status(charge)).isEqualTo("pending");
        assertThat(press(charge, "successful")).isEqualTo(303);

        assertThat(status(charge)).isEqualTo("successful");
        assertBalanced(charge);
    }

    @Test
    void an_instruction_holds_for_as_many_calls_as_it_says_or_until_it_is_taken_back() {
        tell("behaviour=decline&calls=2");
        assertThat(pressed()).isEqualTo("failed");
        assertThat(pressed()).isEqualTo("failed");
        assertThat(pressed()).isEqualTo("successful");

        tell("behaviour=decline");
        assertThat(pressed()).isEqualTo("failed");
        tell("behaviour=normal");
        assertThat(pressed()).isEqualTo("successful");
    }

    @Test
    void an_instruction_is_nobody_elses() {
        tell("behaviour=decline");
        merchant = merchants.open(false, "merchant@example.com");

        assertThat(pressed()).isEqualTo("successful");
    }

    @Test
    void money_that_is_not_for_the_charge_goes_back_at_the_provider_until_it_confirms() {
        JsonPath charge = charge(Duration.ofHours(1));
        press(charge, "successful");
        tell("behaviour=decline&calls=1");

        approveAgain(charge.getString("id"));

        await().atMost(PATIENCE)
                .until(
                        () -> rows.text(
                                "SELECT state FROM provider_operations WHERE charge_id = ?", charge.getString("id")),
                        "approved"::equals);
        assertThat(rows.count(
                        "SELECT count(*) FROM simulator_entries WHERE charge_id = ? AND kind = 'void' AND payment = 'again'",
                        charge.getString("id")))
                .isEqualTo(1);
        assertThat(topics.awaitVoided(charge.getString("id")))
                .singleElement()
                .satisfies(voided -> assertThat(voided.payment()).isEqualTo("again"));
        assertThat(Merchant.management().get("/q/metrics").asString())
                .containsPattern("satang_provider_answers_operations_total\\{[^}]*kind=\"void\"[^}]*}");
    }

    @Test
    void what_it_was_told_is_answered() {
        tell("behaviour=late&calls=3")
                .body("behaviour", equalTo("late"))
                .body("object", equalTo("simulator"))
                .body("calls", equalTo(3))
                .body("delay_ms", equalTo(3_000))
                .body("failure_code", nullValue());
        tell("behaviour=normal").body("behaviour", equalTo("normal")).body("calls", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "behaviour=",
                "behaviour=odd",
                "behaviour=DROP",
                "behaviour=drop&calls=0",
                "behaviour=drop&calls=-1",
                "behaviour=drop&calls=1000001",
                "behaviour=drop&calls=many",
                "behaviour=drop&delay_ms=5",
                "behaviour=drop&failure_code=payment_rejected",
                "behaviour=slow&delay_ms=-1",
                "behaviour=slow&delay_ms=60001",
                "behaviour=decline&failure_code=No%20such",
                "behaviour=decline&failure_code=cancelled",
                "behaviour=normal&calls=1"
            })
    void an_instruction_that_makes_no_sense_is_refused_and_changes_nothing(String form) {
        instruct(form).then().statusCode(400).body("code", equalTo("bad_request"));

        assertThat(pressed()).isEqualTo("successful");
    }

    @Test
    void live_mode_has_no_simulator() {
        merchant = merchants.open(true, "merchant@example.com");

        instruct("behaviour=drop").then().statusCode(400).body("code", equalTo("feature_not_supported"));
    }

    @Test
    void who_has_no_key_tells_the_simulator_nothing() {
        given().formParam("behaviour", "drop").post("/test/simulator").then().statusCode(401);
    }

    private String pressed() {
        JsonPath charge = charge(Duration.ofHours(1));
        press(charge, "successful");
        return status(charge);
    }

    private JsonPath charge(Duration lifetime) {
        return merchant.charged(sources.announced(
                SampleSources.points().ofAccount(merchant.accountId()).chargesExpireAfter(lifetime)));
    }

    private static int press(JsonPath charge, String outcome) {
        return pressing(charge, outcome).statusCode();
    }

    private static Response pressing(JsonPath charge, String outcome) {
        String uri = charge.getString("authorize_uri");
        return given().redirects()
                .follow(false)
                .formParam("outcome", outcome)
                .post(uri.substring(uri.indexOf("/payments/")));
    }

    private ValidatableResponse tell(String form) {
        return instruct(form).then().statusCode(200);
    }

    private Response instruct(String form) {
        return merchant.request()
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/test/simulator");
    }

    private String status(JsonPath charge) {
        return merchant.retrieve(charge.getString("id")).getString("status");
    }

    private void awaitStatus(JsonPath charge, String status) {
        await().atMost(PATIENCE).until(() -> status(charge), status::equals);
    }

    private void assertBalanced(JsonPath charge) {
        assertThat(rows.count(OUT_OF_BALANCE, charge.getString("id"))).isZero();
    }

    private void approveAgain(String id) {
        store.find(new ChargeId(id))
                .flatMap(found -> saga.apply(
                        found.orElseThrow(),
                        new ProviderApproved(new ProviderReference("again"), clock.instant()),
                        Optional.empty()))
                .await()
                .atMost(PATIENCE);
    }

    private static void lock(Connection connection, JsonPath charge) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT FROM charges WHERE id = ? FOR UPDATE")) {
            lock.setString(1, charge.getString("id"));
            lock.execute();
        }
    }
}
