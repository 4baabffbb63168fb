package io.satang.charge;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.vertx.http.HttpServer;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.satang.events.SourceCreated;
import io.satang.testing.TestAccounts;
import jakarta.enterprise.inject.spi.CDI;

/**
 * A merchant's server: speaks with the service over HTTP, as curl in the seeds does.
 *
 * @param accountId whose it is
 * @param secretKey what it authenticates with
 */
public record Merchant(String accountId, String secretKey) {
    /** The first test account. */
    public static final Merchant SATANG = new Merchant(TestAccounts.ACCOUNT, TestAccounts.SECRET_KEY);

    /** Somebody else. */
    public static final Merchant OTHER = new Merchant(TestAccounts.OTHER_ACCOUNT, TestAccounts.OTHER_SECRET_KEY);

    /** Where payers come back to. */
    public static final String RETURN_URI = "https://shop.example/orders/345678/complete";

    /** A request with this merchant's secret key. */
    public RequestSpecification request() {
        return given().auth().preemptive().basic(secretKey, "").urlEncodingEnabled(false);
    }

    /** A request to the port for management. */
    public static RequestSpecification management() {
        return given().port(CDI.current().select(HttpServer.class).get().getManagementPort());
    }

    /** Posts a form to {@code /charges}. */
    public Response charge(String form) {
        return request()
                .contentType(ContentType.URLENC.withCharset(UTF_8))
                .body(form)
                .post("/charges");
    }

    /** Tells the simulator what to do wrong for this merchant. */
    public void tellSimulator(String form) {
        request()
                .contentType(ContentType.URLENC)
                .body(form)
                .post("/test/simulator")
                .then()
                .statusCode(200);
    }

    /** Charges the source as the seeds do. */
    public Response charge(SourceCreated source) {
        return charge(form(source));
    }

    /** The charge of this source, which has to succeed. */
    public JsonPath charged(SourceCreated source) {
        return succeeded(charge(source));
    }

    /** The charge, which has to be there. */
    public JsonPath retrieve(String chargeId) {
        return succeeded(request().get("/charges/" + chargeId));
    }

    /** Posts to a command below the charge. */
    public Response command(String chargeId, String command) {
        return request().post("/charges/" + chargeId + "/" + command);
    }

    /** What was answered, which has to be a success. */
    public static JsonPath succeeded(Response response) {
        return response.then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The form that charges this source. */
    public static String form(SourceCreated source) {
        return "amount=%d&currency=%s&return_uri=%s&source=%s"
                .formatted(source.amount(), source.currency(), RETURN_URI, source.sourceId());
    }
}
