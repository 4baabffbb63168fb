package io.satang.account.script;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.satang.script.BrowserFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a merchant's page loads is there for everybody, and is kept by browsers as long as it may be. */
@QuarkusTest
class BrowserScriptTest {
    private static final RestAssuredConfig AS_SENT =
            RestAssured.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

    @ParameterizedTest
    @ValueSource(strings = {"/satang.js", "/satang/1/satang.js"})
    void theScriptIsThereForPagesOfAnyOrigin(String address) {
        Response script = RestAssured.get(address);

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.contentType()).isEqualToIgnoringWhitespace("text/javascript; charset=utf-8");
        assertThat(script.asString()).isEqualTo(BrowserFiles.script().text());
        assertThat(script.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(script.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(script.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /satang.js           | public, max-age=300
            /satang/1/satang.js  | public, max-age=31536000, immutable
            /satang/1/form.html  | public, max-age=300
            /satang/1/form.js    | public, max-age=300
            """)
    void whatNeverChangesIsKeptForEver(String address, String cacheControl) {
        assertThat(RestAssured.get(address).header("Cache-Control")).isEqualTo(cacheControl);
    }

    @Test
    void whatABrowserHasIsNotSentAgain() {
        Response first = RestAssured.get("/satang.js");

        Response again = given().header("If-None-Match", first.header("ETag")).get("/satang.js");

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    }

    @Test
    void itIsSentCompressedToWhoeverTakesThat() {
        Response compressed =
                given().config(AS_SENT).header("Accept-Encoding", "gzip, br").get("/satang.js");
        Response plain =
                given().config(AS_SENT).header("Accept-Encoding", "identity").get("/satang.js");

        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.asByteArray().length).isLessThan(15 * 1_024);
        assertThat(plain.header("Content-Encoding")).isNull();
        assertThat(plain.header("ETag")).isNotEqualTo(compressed.header("ETag"));
        assertThat(plain.header("Vary")).isEqualToIgnoringCase("Accept-Encoding");
    }

    @Test
    void theFormForbidsWhatItDoesNotNeed() {
        Response form = RestAssured.get("/satang/1/form.html");

        assertThat(form.contentType()).isEqualToIgnoringWhitespace("text/html; charset=utf-8");
        assertThat(form.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "form-action 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "frame-ancestors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/satang",
                "/satang/1",
                "/satang/1/",
                "/satang/2/satang.js",
                "/satang/1/pom.xml",
                "/satang/x/form.js"
            })
    void whatIsNotThereIsNotFound(String address) {
        Response answer = RestAssured.get(address);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.path("object").toString()).isEqualTo("error");
    }
}
