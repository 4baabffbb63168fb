package io.satang.charge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

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
import io.satang.charge.operation.HeldCharges;
import io.satang.charge.source.TestSources;
import io.satang.events.EventType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a merchant makes of a charge that exists: paid, failed, expired. */
@QuarkusTest
class ChargeCommandTest {
    @Inject
    TestSources sources;

    @Inject
    Merchants merchants;

    @Inject
    HeldCharges charges;

    @Inject
    TestTopics topics;

    @Inject
    TestRows rows;

    @Test
    void aChargeThatIsMarkedAsPaidIsSuccessful() {
        String id = charge();

        Merchant.SATANG
                .command(id, "mark_as_paid")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("status", equalTo("successful"))
                .body("paid", equalTo(true))
                .body("authorized", equalTo(true))
                .body("paid_at", notNullValue())
                .body("transaction", equalTo("trxn_test_" + id.substring("chrg_test_".length())))
                .body("version", equalTo(2));
        assertThat(Merchant.SATANG.retrieve(id).getString("status")).isEqualTo("successful");
    }

    @Test
    void aChargeThatIsMarkedAsFailedFailsInProcessing() {
        String id = charge();

        Merchant.SATANG
                .command(id, "mark_as_failed")
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("failure_code", equalTo("failed_processing"))
                .body("failure_message", equalTo("failed processing"))
                .body("transaction", nullValue());
    }

    @Test
    void aFailureMayBeOneOfTheMethodsOwn() {
        String id = charge();

        post(id, "mark_as_failed", "failure_code=insufficient_fund")
                .then()
                .statusCode(200)
                .body("failure_code", equalTo("insufficient_fund"));
    }

    @Test
    void aFailureThatTheMethodDoesNotKnowIsRefused() {
        String id = charge();

        post(id, "mark_as_failed", "failure_code=stolen_or_lost_card")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo("failure_code is invalid"));
        assertThat(Merchant.SATANG.retrieve(id).getString("status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @CsvSource({"mark_as_paid, invalid_charge", "mark_as_failed, invalid_charge", "expire, failed_expire"})
    void whoEndsHeldMoneyIsToldWhatCanBeDoneWithIt(String command, String code) {
        String id = charges.held(Merchant.SATANG);

        Merchant.SATANG
                .command(id, command)
                .then()
                .statusCode(400)
                .body("code", equalTo(code))
                .body("message", equalTo("charge is authorized already: capture or reverse it"));
        assertThat(Merchant.SATANG.retrieve(id).getBoolean("capturable")).isTrue();
    }

    @Test
    void aChargeThatIsWithdrawnIsExpired() {
        String id = charge();

        JsonPath expired = Merchant.succeeded(Merchant.SATANG.command(id, "expire"));

        assertThat(expired.getString("status")).isEqualTo("expired");
        assertThat(expired.getBoolean("expired")).isTrue();
        assertThat(expired.getString("expired_at")).isNotNull().isEqualTo(expired.getString("expires_at"));
        assertThat(Merchant.SATANG.retrieve(id).getString("expires_at")).isEqualTo(expired.getString("expired_at"));
        assertThat(topics.awaitEvents(id, 2).get(1).envelope().type()).isEqualTo(EventType.CHARGE_EXPIRED);
    }

    @ParameterizedTest(name = "{0}, then {1}: {2}")
    @CsvSource({
        "mark_as_paid, expire, failed_expire, only pending charges can be expired",
        "mark_as_failed, expire, failed_expire, only pending charges can be expired",
        "expire, expire, failed_expire, only pending charges can be expired",
        "mark_as_paid, mark_as_paid, invalid_charge, charge is not pending",
        "mark_as_paid, mark_as_failed, invalid_charge, charge is not pending",
        "mark_as_failed, mark_as_paid, invalid_charge, charge is not pending",
        "expire, mark_as_paid, invalid_charge, charge is not pending",
        "expire, mark_as_failed, invalid_charge, charge is not pending",
    })
    void whatHasEndedStaysAsItIs(String first, String second, String code, String message) {
        String id = charge();
        String ended = Merchant.succeeded(Merchant.SATANG.command(id, first)).getString("status");
        Footprint before = rows.footprint();

        Merchant.SATANG
                .command(id, second)
                .then()
                .statusCode(400)
                .body("object", equalTo("error"))
                .body("code", equalTo(code))
                .body("message", equalTo(message));

        assertThat(Merchant.SATANG.retrieve(id).getString("status")).isEqualTo(ended);
        assertThat(rows.footprint()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mark_as_paid", "mark_as_failed", "expire"})
    void anotherAccountsChargeCannotBeTouched(String command) {
        String id = charge();

        Merchant.OTHER.command(id, command).then().statusCode(404).body("code", equalTo("not_found"));
        assertThat(Merchant.SATANG.retrieve(id).getString("status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no type at all|",
                "application/json|",
                "application/json|null",
                "application/json; charset=utf8|{}",
                "application/x-www-form-urlencoded|",
                "text/plain|",
            })
    void aCommandNeedsNoBodyWhateverItsType(String typeAndBody) {
        String id = charge();
        String[] parts = typeAndBody.split("\\|", 2);
        RequestSpecification request = Merchant.SATANG.request();
        if (parts[0].contains("/")) {
            request.contentType(parts[0]);
        }
        if (!parts[1].isEmpty()) {
            request.body(parts[1]);
        }

        request.post("/charges/" + id + "/expire").then().statusCode(200).body("status", equalTo("expired"));
    }

    @Test
    void ofAllCommandsAtOnceExactlyOneWins() {
        String id = charge();
        List<Callable<Response>> requests = IntStream.range(0, 8)
                .boxed()
                .flatMap(i -> List.<Callable<Response>>of(
                        () -> Merchant.SATANG.command(id, "mark_as_paid"),
                        () -> Merchant.SATANG.command(id, "mark_as_failed"),
                        () -> Merchant.SATANG.command(id, "expire"))
                        .stream())
                .toList();

        List<Response> answers = Together.run(requests);

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(200)
                .containsOnly(200, 400);
        String winner = answers.stream()
                .filter(answer -> answer.statusCode() == 200)
                .findFirst()
                .orElseThrow()
                .jsonPath()
                .getString("status");
        assertThat(Merchant.SATANG.retrieve(id).getString("status")).isEqualTo(winner);
        rows.awaitPublished();
        assertThat(topics.events(id))
                .extracting(event -> event.envelope().version())
                .containsExactly(1L, 2L);
    }

    @Test
    void nobodySimulatesAnOutcomeInLiveMode() {
        Merchant live = merchants.open(true, "merchant@example.com");
        String id = live.charged(sources.announced(SampleSources.points().ofAccount(live.accountId())))
                .getString("id");

        assertThat(id).matches("chrg_[0-9a-z]{19}");
        for (String command : List.of("mark_as_paid", "mark_as_failed")) {
            live.command(id, command).then().statusCode(400).body("code", equalTo("feature_not_supported"));
        }
        live.command(id, "expire").then().statusCode(200);
    }

    private String charge() {
        return Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");
    }

    private static Response post(String id, String command, String form) {
        return Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body(form)
                .post("/charges/" + id + "/" + command);
    }
}
