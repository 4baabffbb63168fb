package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** An answer of the API. */
record Reply(int status, HttpHeaders headers, String text) {

    JsonNode json() {
        return Json.read(text);
    }

    /** The body of a success, which is always 200. */
    JsonNode ok() {
        assertThat(status).as(text).isEqualTo(200);
        return json();
    }

    /** One text field of a success. */
    String ok(String field) {
        return ok().path(field).asText();
    }

    /** The code of the error object that the body must be. */
    String errorCode() {
        JsonNode error = json();
        assertThat(error.path("object").asText()).as(text).isEqualTo("error");
        assertThat(error.path("location").asText()).as(text).isNotBlank();
        assertThat(error.path("message").asText()).as(text).isNotBlank();
        return error.path("code").asText();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
