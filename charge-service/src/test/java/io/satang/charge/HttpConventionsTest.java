package io.satang.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every route, whatever is behind it. */
@QuarkusTest
class HttpConventionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/vnd.omise.v1+json",
                "image/svg+xml",
                "text/html, application/xhtml+xml;q=0.9",
                "application/json;q=0",
                "no media type",
                "/",
                ""
            })
    void whatever_a_request_accepts_it_is_answered_json(String accept) {
        Merchant.SATANG
                .request()
                .header("Accept", accept)
                .get("/charges")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("object", equalTo("list"));
        Merchant.SATANG
                .request()
                .header("Accept", accept)
                .get("/charges/chrg_test_none")
                .then()
                .statusCode(404)
                .contentType(startsWith("application/json"))
                .body("code", equalTo("not_found"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/charges                            | GET, HEAD, OPTIONS, POST",
                "/charges/                           | GET, HEAD, OPTIONS, POST",
                "/charges/chrg_test_1                | GET, HEAD, OPTIONS, PATCH",
                "/charges/chrg_test_1/expire         | OPTIONS, POST",
                "/charges/chrg_test_1/mark_as_paid   | OPTIONS, POST",
                "/charges/chrg_test_1/documents/d/downloads/t | GET, HEAD, OPTIONS",
                "/payments/pay2_test_1/authorize     | GET, HEAD, OPTIONS, POST",
                "/payments/pay2_test_1/qr            | GET, HEAD, OPTIONS",
            })
    void options_and_405_name_the_methods_of_the_very_path(String path, String methods) {
        Response options = Merchant.SATANG.request().options(path);
        Response refused = Merchant.SATANG.request().put(path);

        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.header("Allow")).isEqualTo(methods);
        assertThat(options.asString()).isEmpty();
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo(methods);
        assertThat(refused.jsonPath().getString("object")).isEqualTo("error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/outbox/redrive", "/internal/nothing", "/nowhere"})
    void what_is_not_there_names_no_methods(String path) {
        Response answer = Merchant.SATANG.request().options(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.header("Allow")).isNull();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, /charges, 200",
        "GET, /charges/chrg_test_none, 404",
        "POST, /charges, 400",
        "PUT, /charges, 405",
        "OPTIONS, /charges, 200",
        "GET, /nowhere, 404",
        "GET, /charges/%00, 404",
        "GET, /payments/pay2_test_none/authorize, 404",
        "POST, /internal/nothing, 404",
    })
    void every_answer_has_an_id_and_may_not_be_stored(Method method, String path, int status) {
        Merchant.SATANG
                .request()
                .urlEncodingEnabled(false)
                .request(method, path)
                .then()
                .statusCode(status)
                .header("Cache-Control", containsString("no-store"))
                .header("X-Request-Id", not(emptyOrNullString()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /charges/schedules",
        "GET, /charges/schedules/",
        "GET, /charges/search",
        "GET, /charges/schedules/search",
        "PATCH, /charges/schedules",
        "POST, /charges/search/expire",
    })
    void words_at_the_place_of_an_id_are_routes_that_are_not_there(Method method, String path) {
        Merchant.SATANG
                .request()
                .request(method, path)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"))
                .body("message", equalTo("the requested route was not found"));
    }
}
