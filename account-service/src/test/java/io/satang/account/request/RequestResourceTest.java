package io.satang.account.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.account.Merchant;
import io.satang.events.EventType;
import io.satang.testing.Topics;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RequestResourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void a_request_is_found_with_what_it_was_answered() {
        Merchant merchant = Merchant.open();

        String requestId = merchant.request()
                .queryParam("limit", "0")
                .get("/keys")
                .then()
                .statusCode(400)
                .extract()
                .header("X-Request-Id");

        JsonPath found = found(merchant, "4xx", 1);
        assertThat(found.getString("data[0].method")).isEqualTo("GET");
        assertThat(found.getString("data[0].path")).isEqualTo("/keys");
        assertThat(found.getString("data[0].query.limit")).isEqualTo("0");
        assertThat(found.getString("data[0].error_code")).isEqualTo("bad_request");
        assertThat(found.getString("data[0].error_message")).startsWith("limit must be");
        assertThat(found.getString("data[0].request_id")).isEqualTo(requestId);
        assertThat(found.getString("data[0].key.last_four"))
                .isEqualTo(merchant.secretKey().substring(merchant.secretKey().length() - 4));
        merchant.request()
                .get(found.getString("data[0].location"))
                .then()
                .statusCode(200)
                .body("object", equalTo("request"), "status", equalTo(400), "key.kind", equalTo("secret"))
                .body("answer.code", equalTo("bad_request"), "livemode", equalTo(false));
    }

    @Test
    void neither_a_row_nor_a_record_holds_what_was_personal_or_secret() {
        Merchant merchant = Merchant.open();

        merchant.request()
                .formParam("metadata[passport]", "AA1234567")
                .formParam("webhook_uri", "https://merchant.example/private")
                .formParam("4242424242424242", "4242424242424242")
                .patch("/account");
        String key = merchant.request()
                .formParam("kind", "public")
                .post("/keys/roll")
                .then()
                .statusCode(200)
                .extract()
                .path("key");

        found(merchant, "2xx", "/keys/roll", 1);
        String kept = merchant.request().get("/requests").asString()
                + Topics.of(EventType.REQUEST_RECORDED.topic(), merchant.id());
        assertThat(kept)
                .contains("/keys/roll", "/account")
                .doesNotContain(key, "AA1234567", "merchant.example", "42424242", merchant.secretKey());
    }

    @Test
    void requests_are_filtered_and_come_in_pages() {
        Merchant merchant = Merchant.open();
        merchant.request().get("/keys").then().statusCode(200);
        merchant.request().formParam("kind", "x").post("/keys/roll").then().statusCode(400);
        found(merchant, "2xx", "/keys", 1);
        found(merchant, "4xx", 1);

        merchant.request()
                .queryParam("method", "POST")
                .queryParam("path", "/keys")
                .get("/requests")
                .then()
                .statusCode(200)
                .body("total", equalTo(1), "data.path", contains("/keys/roll"));
        merchant.request()
                .queryParam("order", "reverse_chronological")
                .queryParam("limit", "1")
                .get("/requests")
                .then()
                .body("object", equalTo("list"), "location", equalTo("/requests"), "data", hasSize(1))
                .body("data[0].path", equalTo("/keys/roll"));
        merchant.request()
                .queryParam("to", "2020-01-01")
                .get("/requests")
                .then()
                .body("total", equalTo(0), "data", hasSize(0));
    }

    @Test
    void looking_at_requests_makes_none() {
        Merchant merchant = Merchant.open();

        merchant.request().get("/requests").then().statusCode(200);
        merchant.request()
                .header("User-Agent", "satang-console")
                .get("/keys")
                .then()
                .statusCode(200);
        merchant.request().queryParam("limit", "0").get("/keys").then().statusCode(400);

        found(merchant, "4xx", 1);
        merchant.request()
                .get("/requests")
                .then()
                .body("data.findAll { it.status == 200 }.path", everyItem(equalTo("/account")));
    }

    @Test
    void a_merchant_finds_no_other_ones_request() {
        Merchant merchant = Merchant.open();
        merchant.request().queryParam("limit", "0").get("/keys").then().statusCode(400);
        String location = found(merchant, "4xx", 1).getString("data[0].location");

        Merchant other = Merchant.open();

        other.request().get(location).then().statusCode(404).body("code", equalTo("not_found"));
        other.request().queryParam("status", "4xx").get("/requests").then().body("total", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({
        "status, 6xx, status is invalid",
        "status, 4x, status is invalid",
        "method, post, method is invalid",
        "path, charges, path is invalid",
        "limit, 0, limit must be greater than or equal to 1",
        "from, yesterday, from is invalid",
        "state, 4xx, state is not a parameter of this request"
    })
    void what_is_not_known_is_refused(String name, String value, String message) {
        Merchant merchant = Merchant.open();

        merchant.request()
                .queryParam(name, value)
                .get("/requests")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"), "message", equalTo(message));
    }

    @Test
    void it_asks_for_the_secret_key_and_an_id() {
        Merchant merchant = Merchant.open();

        given().get("/requests").then().statusCode(401);
        given().auth()
                .preemptive()
                .basic(merchant.publicKey(), "")
                .get("/requests")
                .then()
                .statusCode(403);
        merchant.request().get("/requests/rqst_test_0mi0c2gk0k3l8p2m4n6").then().statusCode(404);
        merchant.request().get("/requests/1").then().statusCode(404);
        merchant.request().queryParam("x", "1").get("/requests/1").then().statusCode(400);
    }

    private static JsonPath found(Merchant merchant, String status, int total) {
        return found(merchant, status, "/", total);
    }

    private static JsonPath found(Merchant merchant, String status, String path, int total) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> merchant.request()
                                .queryParam("status", status)
                                .queryParam("path", path)
                                .get("/requests")
                                .jsonPath(),
                        found -> found.getInt("total") == total);
    }
}
