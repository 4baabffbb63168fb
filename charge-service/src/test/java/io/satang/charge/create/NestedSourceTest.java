package io.satang.charge.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Footprint;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.source.SourceServiceStandIn;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /charges} that makes its source in the same call. */
@QuarkusTest
class NestedSourceTest {
    private static final String CHARGE = "amount=400000&currency=THB&return_uri=" + Merchant.RETURN_URI;

    @Inject
    TestRows rows;

    @Test
    void aSourceIsMadeOfTheChargesAmountAndCurrency() {
        JsonPath charge = Merchant.succeeded(Merchant.SATANG.charge(CHARGE + "&source[type]=points_citi"));

        assertThat(charge.getString("source.type")).isEqualTo("points_citi");
        assertThat(charge.getLong("source.amount")).isEqualTo(400_000);
        assertThat(charge.getString("source.currency")).isEqualTo("THB");
        assertThat(charge.getLong("net")).isEqualTo(384_378);
        assertThat(charge.getString("status")).isEqualTo("pending");
    }

    @Test
    void aJsonBodyMayNestTooAndNullsMeanNothing() {
        String body = """
                {"amount":400000,"currency":"thb","return_uri":"%s","capture":false,"card":null,"description":null,"metadata":null,\
                "source":{"type":"points_citi","email":null,"amount":400000,"currency":"thb"}}""".formatted(Merchant.RETURN_URI);

        JsonPath charge = Merchant.succeeded(Merchant.SATANG
                .request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/charges"));

        assertThat(charge.getString("source.type")).isEqualTo("points_citi");
        assertThat(charge.getString("description")).isNull();
        assertThat(charge.<Map<String, Object>>getJsonObject("metadata")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            source[type]=points_citi&source[amount]=1      | invalid_charge | amount must match the amount of the source
            source[type]=points_citi&source[currency]=JPY  | invalid_charge | currency must match the currency of the source
            source[type]=points_unknown                    | bad_request    | type is currently not supported
            source[type]=points_below_minimum              | invalid_charge | amount must be greater than or equal to 2000 (thb subunits)
            """)
    void whatTheSourceServiceRefusesIsRefused(String source, String code, String message) {
        Footprint before = rows.footprint();

        Merchant.SATANG
                .charge(CHARGE + "&" + source)
                .then()
                .statusCode(400)
                .body("object", equalTo("error"))
                .body("code", equalTo(code))
                .body("message", equalTo(message));

        assertThat(rows.footprint()).isEqualTo(before);
    }

    @Test
    void aSourceServiceThatIsBrokenIsAReasonToTryAgain() {
        Footprint before = rows.footprint();

        Merchant.SATANG
                .charge(CHARGE + "&source[type]=" + SourceServiceStandIn.BROKEN_TYPE)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("1"))
                .body("code", equalTo("service_unavailable"));

        assertThat(rows.footprint()).isEqualTo(before);
    }

    @Test
    void aSourceServiceThatDoesNotAnswerIsAReasonToTryAgain() {
        Merchant.SATANG
                .charge(CHARGE + "&source[type]=" + SourceServiceStandIn.SILENT_TYPE)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("1"))
                .body("code", equalTo("service_unavailable"));
    }
}
