package io.satang.source;

import static io.restassured.RestAssured.given;
import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.THAI_SECRET;
import static io.satang.source.Merchants.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a shop's page, which is of another origin, may ask in the payer's browser. */
@ServiceTest
class CrossOriginTest {
    private static final String SHOP = "https://shop.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @BeforeEach
    void merchants() {
        Merchants.ready();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "POST, /tokens",
        "POST, /tokens/",
        "GET,  /tokens/tokn_test_0000000000000000000",
        "POST, /sources",
        "GET,  /sources/src_test_0000000000000000000",
        "GET,  /capability"
    })
    void routesOfPublicKeysMayBeAskedFromAnyOrigin(String method, String path) {
        Response preflight = preflight(method, path);

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.header(ALLOWED)).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo(method);
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .contains("Authorization", "Content-Type", "Idempotency-Key", "Omise-Version");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isNull();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET,    /tokens",
        "DELETE, /tokens/tokn_test_0000000000000000000",
        "PATCH,  /sources/src_test_0000000000000000000",
        "POST,   /capability",
        "POST,   /internal/sources",
        "GET,    /nowhere"
    })
    void noOtherRouteMayBe(String method, String path) {
        assertThat(preflight(method, path).header(ALLOWED)).isNull();
        assertThat(page(as(THAI_PUBLIC)).request(method, path).header(ALLOWED)).isNull();
    }

    @Test
    void anAnswerToAPublicKeyIsForTheShopToRead() {
        Response answer = page(as(THAI_PUBLIC)).get("/capability");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header(ALLOWED)).isEqualTo("*");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("X-Request-Id", "Retry-After");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
    }

    @Test
    void soIsARefusal() {
        Response unknown = page(as("pkey_test_nobody")).get("/capability");
        Response keyless = page(given()).post("/tokens");
        Response faulty = page(as(THAI_PUBLIC)).formParam("type", "nonsense").post("/sources");

        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(keyless.statusCode()).isEqualTo(401);
        assertThat(faulty.statusCode()).isEqualTo(400);
        assertThat(new Response[] {unknown, keyless, faulty})
                .allSatisfy(refusal -> assertThat(refusal.header(ALLOWED)).isEqualTo("*"));
    }

    @Test
    void anAnswerToASecretKeyIsNot() {
        Response answer = page(as(THAI_SECRET)).get("/capability");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header(ALLOWED)).isNull();
    }

    @Test
    void serversHearNothingOfIt() {
        assertThat(as(THAI_PUBLIC).get("/capability").header(ALLOWED)).isNull();
        assertThat(given().options("/tokens").header("Allow")).isEqualTo("OPTIONS, POST");
    }

    private static Response preflight(String method, String path) {
        return page(given())
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options(path);
    }

    private static RequestSpecification page(RequestSpecification request) {
        return request.header("Origin", SHOP);
    }
}
