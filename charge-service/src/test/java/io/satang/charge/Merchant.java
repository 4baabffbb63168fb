package io.satang.charge;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.satang.events.SourceCreated;
import io.satang.testing.TestAccounts;
import java.util.Map;

/** A merchant's server: speaks with the service over HTTP, as curl in the seeds does. */
public final class Merchant {
    /** The first test account. */
    public static final Merchant SATANG = new Merchant(TestAccounts.SECRET_KEY);

    /** Somebody else. */
    public static final Merchant OTHER = new Merchant(TestAccounts.OTHER_SECRET_KEY);

    /** Where payers come back to. */
    public static final String RETURN_URI = "https://shop.example/orders/345678/complete";

    private final String secretKey;

    private Merchant(String secretKey) {
        this.secretKey = secretKey;
    }

    /** A request with this merchant's secret key. */
    public RequestSpecification request() {
        return given().auth().preemptive().basic(secretKey, "").urlEncodingEnabled(false);
    }

    /** Posts a form to {@code /charges}. */
    public Response charge(String form) {
        return request().contentType(ContentType.URLENC).body(form).post("/charges");
    }

    /** Charges the source as the seeds do. */
    public Response charge(SourceCreated source) {
        return charge(form(source));
    }

    /** The charge of this source, which has to succeed. */
    public JsonPath charged(SourceCreated source) {
        return charge(source)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Gets the charge, which has to be there. */
    public JsonPath retrieve(String chargeId) {
        return request()
                .get("/charges/" + chargeId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Posts to a command below the charge. */
    public Response command(String chargeId, String command) {
        return request().post("/charges/" + chargeId + "/" + command);
    }

    /** The form that charges this source. */
    public static String form(SourceCreated source) {
        return "amount=%d&currency=%s&return_uri=%s&source=%s"
                .formatted(source.amount(), source.currency(), RETURN_URI, source.sourceId());
    }

    /** The same as JSON, for clients that send that. */
    public static Map<String, Object> json(SourceCreated source) {
        return Map.of(
                "amount", source.amount(),
                "currency", source.currency(),
                "return_uri", RETURN_URI,
                "source", source.sourceId());
    }
}
