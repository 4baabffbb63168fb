package io.satang.charge.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchant;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /charges/{id}}. */
@QuarkusTest
class ReadChargeTest {
    @Inject
    TestSources sources;

    @Test
    void aChargeIsReadAsItWasMade() {
        JsonPath made = Merchant.SATANG.charged(sources.announced(SampleSources.points()));

        JsonPath read = Merchant.SATANG.retrieve(made.getString("id"));

        assertThat(withoutNow(read)).isEqualTo(withoutNow(made));
    }

    @Test
    void aBodyOnAGetDoesNoHarm() {
        String id = Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");

        Merchant.succeeded(Merchant.SATANG
                .request()
                .contentType(ContentType.JSON)
                .body("{}")
                .get("/charges/" + id));
        Merchant.succeeded(Merchant.SATANG.request().get("/charges/" + id + "/"));
    }

    @Test
    void anotherAccountsChargeDoesNotExist() {
        String id = Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");

        Merchant.OTHER
                .request()
                .get("/charges/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"))
                .body("message", equalTo("charge " + id + " was not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chrg_test_5satang000000000000", "x", "%00", "%F0%9F%98%80", "'%3B--", "..%2Fcharges"})
    void anUnknownChargeIsNotFound(String id) {
        Merchant.SATANG
                .request()
                .get("/charges/" + id)
                .then()
                .statusCode(404)
                .contentType("application/json; charset=utf-8")
                .body("code", equalTo("not_found"));
    }

    @Test
    void anIdThatIsTooLongIsNotFound() {
        Merchant.SATANG.request().get("/charges/" + "c".repeat(4_000)).then().statusCode(404);
    }

    private static Map<String, Object> withoutNow(JsonPath charge) {
        Map<String, Object> fields = charge.getMap("$");
        fields.remove("refunds");
        return fields;
    }
}
