package io.satang.source.read;

import static io.restassured.RestAssured.given;
import static io.satang.source.Merchants.OTHER_PUBLIC;
import static io.satang.source.Merchants.OTHER_SECRET;
import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.THAI_SECRET;
import static io.satang.source.Merchants.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.satang.source.Merchants;
import io.satang.source.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class SourceResourceTest {
    @BeforeEach
    void merchantsAreKnown() {
        Merchants.ready();
    }

    @ParameterizedTest
    @ValueSource(strings = {THAI_PUBLIC, THAI_SECRET})
    void aSourceReadsAsItWasCreatedWithEitherKey(String key) {
        Response created = create();

        Response read = as(key).get("/sources/" + created.path("id"));

        read.then().statusCode(200).contentType("application/json;charset=utf-8");
        assertThat(read.asString()).isEqualTo(created.asString());
    }

    @Test
    void aJsonBodyOnTheRequestIsNoHindrance() {
        String id = create().path("id");

        as(THAI_SECRET)
                .contentType("application/json")
                .body("{}")
                .get("/sources/" + id + "/")
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHER_PUBLIC, OTHER_SECRET})
    void anotherAccountsSourceIsNotFound(String key) {
        String id = create().path("id");

        as(key).get("/sources/" + id)
                .then()
                .statusCode(404)
                .body("object", equalTo("error"))
                .body("code", equalTo("not_found"))
                .body("message", equalTo("source " + id + " was not found"));
    }

    @Test
    void withoutAKeyNothingIsShown() {
        given().get("/sources/" + create().path("id"))
                .then()
                .statusCode(401)
                .body("code", equalTo("authentication_failure"));
    }

    private static Response create() {
        return as(THAI_PUBLIC)
                .formParam("amount", 10_000)
                .formParam("currency", "THB")
                .formParam("type", "promptpay")
                .formParam("name", "สมชาย \"ชาย\" \\ใจดี")
                .post("/sources");
    }
}
