package io.satang.charge;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;

/** What a client is told that is refused. */
public final class Refusals {
    private Refusals() {}

    /** It is an error object with 400, this code and this message. */
    public static void refused(Response response, String code, String message) {
        refused(response, 400, code, message);
    }

    /** It is an error object with this status, code and message. */
    public static void refused(Response response, int status, String code, String message) {
        response.then()
                .log()
                .ifValidationFails()
                .statusCode(status)
                .body("object", equalTo("error"))
                .body("code", equalTo(code))
                .body("message", equalTo(message));
    }
}
