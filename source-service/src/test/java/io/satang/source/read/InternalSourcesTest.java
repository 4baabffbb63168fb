package io.satang.source.read;

import static io.restassured.RestAssured.given;
import static io.satang.source.Merchants.SINGAPORE;
import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.vertx.http.HttpServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.SourceCreated;
import io.satang.source.Merchants;
import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import io.satang.testing.TestAccounts;
import io.satang.testing.Topics;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the charge-service asks. */
@ServiceTest
class InternalSourcesTest {
    @Inject
    Rows rows;

    @BeforeEach
    void merchantsAreKnown() {
        Merchants.ready();
    }

    @Test
    void sourcesOfAnyAccountAreGivenByIdAndUnknownOnesLeftOut() throws Exception {
        String thai = create(THAI_PUBLIC, "promptpay", "THB");
        String singaporean = create(SINGAPORE, "paynow", "SGD");

        Response sources = trusted()
                .queryParam("ids", thai + ",src_test_unknown,nonsense,src_test_\u0000," + singaporean)
                .get("/internal/sources");

        sources.then().statusCode(200).body("source_id", equalTo(List.of(thai, singaporean)));
        assertThat(sources.asString()).contains((String) rows.single("SELECT payload FROM sources WHERE id = ?", thai));
    }

    @Test
    void a_source_that_was_made_just_now_is_given_without_the_database_and_an_older_one_from_it() {
        String newest = create(THAI_PUBLIC, "promptpay", "THB");
        String older = create(THAI_PUBLIC, "promptpay", "THB");
        String renamed = older.replace("src_test_0", "src_test_z");
        rows.update("DELETE FROM sources WHERE id = ?", newest);
        rows.update(
                "UPDATE sources SET id = ?, payload = replace(payload, ?, ?) WHERE id = ?",
                renamed,
                older,
                renamed,
                older);

        trusted()
                .queryParam("ids", renamed + "," + newest)
                .get("/internal/sources")
                .then()
                .statusCode(200)
                .body("source_id", containsInAnyOrder(newest, renamed));
    }

    @Test
    void noIdsGiveNoSourcesAndTooManyAreRefused() {
        String many =
                IntStream.range(0, 501).mapToObj("src_test_%019d"::formatted).collect(Collectors.joining(","));

        trusted().get("/internal/sources").then().statusCode(200).body("$", hasSize(0));
        trusted().queryParam("ids", many).get("/internal/sources").then().statusCode(400);
    }

    @Test
    void aNestedSourceIsMadeForTheAccountAndAnnounced() throws Exception {
        Response made = make("""
                {"account_id": "account_test_absorbing", "livemode": false, "ip": "203.0.113.7",
                 "params": {"type": "installment_kbank", "amount": 500000, "currency": "THB", "installment_term": "4"}}
                """);

        made.then().statusCode(200);
        SourceCreated source = EventJson.read(made.asString(), SourceCreated.class);
        assertThat(source.accountId()).isEqualTo("account_test_absorbing");
        assertThat(source.pricing().merchantAbsorbsInterest()).isTrue();
        assertThat(source.object().text()).contains("\"ip\":\"203.0.113.7\"", "\"installment_term\":4");
        assertThat(made.asString())
                .isEqualTo(rows.single("SELECT payload FROM sources WHERE id = ?", source.sourceId()));
        await().untilAsserted(() -> assertThat(Topics.of(EventType.SOURCE_CREATED.topic(), source.sourceId()))
                .hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"promptpay\",\"amount\":1,\"currency\":\"THB\"} | 400 | bad_request | amount must be greater than or equal to 2000 (thb subunits)",
                "{\"type\":\"nonsense\",\"amount\":10000,\"currency\":\"THB\"} | 400 | bad_request | type is currently not supported",
                "{\"amount\":\"x\"} | 400 | bad_request | type is currently not supported, currency is currently not supported, and amount is not a number",
                "{} | 400 | bad_request | type is currently not supported, currency is currently not supported, and amount is not a number",
                "3 | 400 | bad_request | params is invalid",
            })
    void aRefusalIsPassedOnAsMerchantsReadIt(String params, int status, String code, String message) {
        make("{\"account_id\":\"" + TestAccounts.ACCOUNT + "\",\"livemode\":false,\"params\":" + params + "}")
                .then()
                .statusCode(status)
                .body("object", equalTo("error"))
                .body("code", equalTo(code))
                .body("message", equalTo(message));
    }

    @Test
    void anUnknownAccountIsNotFound() {
        make("{\"account_id\":\"account_test_nobody\",\"params\":{}}")
                .then()
                .statusCode(404)
                .body("message", equalTo("account account_test_nobody was not found"));
    }

    @Test
    void aMerchantsKeyOpensNothingHere() {
        management()
                .auth()
                .preemptive()
                .basic(THAI_PUBLIC, "")
                .get("/internal/sources?ids=a")
                .then()
                .statusCode(401);
        management()
                .header("Satang-Internal-Token", "wrong")
                .get("/internal/sources?ids=a")
                .then()
                .statusCode(401);
        management()
                .header("Satang-Operator-Token", "satang-local-operator")
                .get("/internal/sources?ids=a")
                .then()
                .statusCode(401);
    }

    @Test
    void anAddressIsOnlyKeptWhenThereIsOne() {
        make("{\"account_id\":\"" + TestAccounts.ACCOUNT
                        + "\",\"params\":{\"type\":\"promptpay\",\"amount\":10000,\"currency\":\"THB\"}}")
                .then()
                .statusCode(200)
                .body("object.ip", nullValue());
    }

    private static RequestSpecification trusted() {
        return management().header("Satang-Internal-Token", "satang-local");
    }

    private static RequestSpecification management() {
        return given().port(CDI.current().select(HttpServer.class).get().getManagementPort());
    }

    private static Response make(String body) {
        return trusted().contentType(ContentType.JSON).body(body).post("/internal/sources");
    }

    private static String create(String key, String type, String currency) {
        return as(key).formParam("amount", 10_000)
                .formParam("currency", currency)
                .formParam("type", type)
                .post("/sources")
                .path("id");
    }
}
