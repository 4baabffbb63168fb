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

/** What a merchant does to a charge that exists. */
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
    void aDescriptionAndMetadataCanBeChanged() {
        String id = charge();

        JsonPath changed = Merchant.succeeded(Merchant.SATANG
                .request()
                .contentType(ContentType.JSON)
                .body("{\"description\":\"new words\",\"metadata\":{\"order\":{\"id\":7}}}")
                .patch("/charges/" + id));

        assertThat(changed.getString("description")).isEqualTo("new words");
        assertThat(changed.getInt("metadata.order.id")).isEqualTo(7);
        assertThat(changed.getString("status")).isEqualTo("pending");
        assertThat(changed.getInt("version")).isEqualTo(2);
        assertThat(topics.awaitEvents(id, 2).get(1).envelope().type()).isEqualTo(EventType.CHARGE_UPDATED);
    }

    @Test
    void whatAPatchDoesNotNameStaysAsItIs() {
        String id = charge();
        patch(id, "description=one&metadata[a]=1");

        JsonPath described = Merchant.succeeded(patch(id, "description=two"));
        JsonPath annotated = Merchant.succeeded(patch(id, "metadata[b]=2"));

        assertThat(described.getString("metadata.a")).isEqualTo("1");
        assertThat(annotated.getString("description")).isEqualTo("two");
        assertThat(annotated.getString("metadata.a")).isNull();
        assertThat(annotated.getString("metadata.b")).isEqualTo("2");
    }

    @Test
    void an_empty_description_takes_it_away_and_null_says_nothing() {
        String id = charge();
        patch(id, "description=one&metadata[a]=1");

        JsonPath kept = Merchant.succeeded(patchJson(id, "{\"description\":null,\"metadata\":{\"a\":\"2\"}}"));
        JsonPath cleared = Merchant.succeeded(patchJson(id, "{\"description\":\"\"}"));
        patch(id, "description=two");
        JsonPath clearedAgain = Merchant.succeeded(patch(id, "description="));

        assertThat(kept.getString("description")).isEqualTo("one");
        assertThat(cleared.getString("description")).isNull();
        assertThat(cleared.getString("metadata.a")).isEqualTo("2");
        assertThat(clearedAgain.getString("description")).isNull();
        assertThat(Merchant.SATANG.retrieve(id).getString("description")).isNull();
    }

    @Test
    void a_patch_that_changes_nothing_makes_no_version_and_tells_nobody() {
        String id = charge();
        patch(id, "description=one&metadata[a]=1");
        Footprint before = rows.footprint();

        for (String form :
                List.of("", "description=one", "metadata[a]=1", "description=one&metadata[a]=1", "amount=1")) {
            assertThat(Merchant.succeeded(patch(id, form)).getInt("version")).isEqualTo(2);
        }
        assertThat(Merchant.succeeded(patchJson(id, "{\"description\":null,\"metadata\":{}}"))
                        .getString("description"))
                .isEqualTo("one");

        assertThat(rows.footprint()).isEqualTo(before);
        rows.awaitPublished();
        assertThat(topics.events(id)).hasSize(2);
    }

    @Test
    void aChargeThatHasEndedCanStillBeDescribed() {
        String id = charge();
        JsonPath paid = Merchant.succeeded(Merchant.SATANG.command(id, "mark_as_paid"));

        JsonPath described = Merchant.succeeded(patch(id, "description=shipped"));

        assertThat(described.getString("status")).isEqualTo("successful");
        assertThat(described.getString("paid_at")).isEqualTo(paid.getString("paid_at"));
        assertThat(described.getString("transaction")).isEqualTo(paid.getString("transaction"));
        assertThat(described.getInt("version")).isEqualTo(3);
    }

    @Test
    void changesAtOnceAllHappenOneAfterAnother() {
        String id = charge();

        List<Response> answers = Together.run(IntStream.range(0, 12)
                .mapToObj(i -> (Callable<Response>) () -> patch(id, "description=words " + i))
                .toList());

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(Merchant.SATANG.retrieve(id).getInt("version")).isEqualTo(13);
        assertThat(topics.awaitEvents(id, 13))
                .extracting(event -> event.envelope().version())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 13).mapToObj(Long::valueOf).toList());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"description":{"a":1}}      | description is invalid
            {"description":["a"]}        | description is invalid
            {"metadata":"text"}          | Metadata should be a JSON hash
            {"metadata":[1]}             | Metadata should be a JSON hash
            {                            | the body is not valid JSON
            [1]                          | the body is not a JSON object
            """)
    void aPatchThatMakesNoSenseChangesNothing(String body, String message) {
        String id = charge();
        Footprint before = rows.footprint();

        Merchant.SATANG
                .request()
                .contentType(ContentType.JSON)
                .body(body)
                .patch("/charges/" + id)
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo(message));

        assertThat(rows.footprint()).isEqualTo(before);
        assertThat(Merchant.SATANG.retrieve(id).getInt("version")).isEqualTo(1);
    }

    @Test
    void aDescriptionHasAnEnd() {
        String id = charge();

        Merchant.succeeded(patch(id, "description=" + "d".repeat(2_048)));
        patch(id, "description=" + "d".repeat(2_049))
                .then()
                .statusCode(400)
                .body("message", equalTo("description is too long (maximum is 2048 characters)"));
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

    private static Response patch(String id, String form) {
        return Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body(form)
                .patch("/charges/" + id);
    }

    private static Response patchJson(String id, String json) {
        return Merchant.SATANG
                .request()
                .contentType(ContentType.JSON)
                .body(json)
                .patch("/charges/" + id);
    }

    private static Response post(String id, String command, String form) {
        return Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body(form)
                .post("/charges/" + id + "/" + command);
    }
}
