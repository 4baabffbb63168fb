package io.satang.charge.command;

import static io.satang.charge.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.Together;
import io.satang.charge.operation.HeldCharges;
import io.satang.platform.idempotency.IdempotencyRequest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command with an idempotency key takes effect once, and every repetition is answered what has become of the charge. */
@QuarkusTest
class KeyedCommandTest {
    private static final String MONEY =
            "SELECT string_agg(kind || ' ' || amount, ', ' ORDER BY recorded_at) FROM simulator_entries WHERE charge_id = ?";

    @Inject
    HeldCharges charges;

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    private final String key = UUID.randomUUID().toString();
    private Merchant merchant;
    private String id;

    @BeforeEach
    void hold() {
        merchant = Merchant.SATANG;
        id = charges.held(merchant);
    }

    @ParameterizedTest
    @CsvSource({"capture, successful", "reverse, reversed"})
    void a_repeat_is_answered_the_charge_and_not_that_nothing_is_held(String command, String status) {
        Response first = command(command, "");
        Response second = command(command, "");

        first.then().statusCode(200).body("status", equalTo(status));
        assertThat(first.header(IdempotencyRequest.REPLAYED_HEADER)).isNull();
        second.then()
                .statusCode(200)
                .header(IdempotencyRequest.REPLAYED_HEADER, equalTo("true"))
                .body("status", equalTo(status))
                .body("version", equalTo(first.jsonPath().getInt("version")));
        refused(Merchant.SATANG.command(id, command), "failed_" + command, message(command));
    }

    private static String message(String command) {
        return command.equals("capture")
                ? "charge was already captured"
                : "only uncaptured authorized charges can be reversed";
    }

    @Test
    void of_twenty_captures_at_once_one_takes_the_money_and_the_others_say_the_same() {
        List<Response> answers = Together.run(20, () -> command("capture", ""));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers)
                .filteredOn(answer -> answer.header(IdempotencyRequest.REPLAYED_HEADER) == null)
                .hasSize(1);
        assertThat(rows.text(MONEY, id)).isEqualTo("authorize 400000, capture 400000");
    }

    @Test
    void the_same_key_with_another_request_is_refused() {
        command("capture", "").then().statusCode(200);

        refused(
                command("capture", "capture_amount=1"),
                422,
                "idempotency_key_mismatch",
                "idempotency key was used with another request");
        refused(
                command("reverse", ""),
                422,
                "idempotency_key_mismatch",
                "idempotency key was used with another request");
    }

    @Test
    void a_capture_that_was_refused_leaves_its_key_free() {
        refused(
                command("capture", "capture_amount=400001"),
                "failed_capture",
                "capture_amount must be less than or equal to 400000 (thb subunits)");

        command("capture", "").then().statusCode(200);
    }

    @Test
    void a_capture_that_comes_too_late_leaves_its_key_free() {
        rows.update(
                "UPDATE charges SET created_at = created_at - interval '8 days', expires_at = now() - interval '1 second' WHERE id = ?",
                id);

        refused(command("capture", ""), "expired_charge", "charge expired");
        refused(command("capture", ""), "expired_charge", "charge expired");
    }

    @Test
    void a_capture_that_its_provider_declined_is_declined_again() {
        merchant = merchants.open();
        id = charges.held(merchant);
        merchant.tellSimulator("behaviour=decline&calls=1");

        refused(command("capture", ""), "failed_capture", "capture failed");
        refused(command("capture", ""), "failed_capture", "capture failed");

        JsonPath captured = Merchant.succeeded(merchant.command(id, "capture"));
        assertThat(captured.getString("status")).isEqualTo("successful");
    }

    private Response command(String command, String form) {
        return merchant.request()
                .header(IdempotencyRequest.HEADER, key)
                .contentType(ContentType.URLENC)
                .body(form)
                .post("/charges/" + id + "/" + command);
    }
}
