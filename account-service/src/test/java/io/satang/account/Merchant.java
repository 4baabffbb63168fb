package io.satang.account;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.vertx.http.HttpServer;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** A freshly opened account, so that tests do not see each other's changes. */
public record Merchant(String id, String publicKey, String secretKey) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Opens an account and waits until its keys have come round through Kafka, however slow that is. */
    public static Merchant open() {
        Merchant merchant = opened();
        awaitStatus(merchant.secretKey, 200);
        return merchant;
    }

    /** Opens an account. */
    static Merchant opened() {
        JsonPath opened = operator()
                .formParam("email", "owner@merchant.example")
                .post("/internal/accounts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return new Merchant(opened.getString("account.id"), key(opened, "public"), key(opened, "secret"));
    }

    /** A request of the platform's operator. */
    public static RequestSpecification operator() {
        return management()
                .header(
                        "Satang-Operator-Token",
                        ConfigProvider.getConfig().getValue("satang.operator.token", String.class));
    }

    /** A request to the port for management. */
    public static RequestSpecification management() {
        return given().port(CDI.current().select(HttpServer.class).get().getManagementPort());
    }

    /** The key of this kind in the answer that issued it. */
    public static String key(JsonPath issued, String kind) {
        return issued.getString("keys.find { it.kind == '" + kind + "' }.key");
    }

    /** Waits until {@code GET /account} answers this key so. */
    public static void awaitStatus(String key, int status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().auth()
                        .preemptive()
                        .basic(key, "")
                        .get("/account")
                        .then()
                        .statusCode(status));
    }

    /** A request with the secret key. */
    public RequestSpecification request() {
        return given().auth().preemptive().basic(secretKey, "");
    }

    /** The account as the service answers it. */
    public ValidatableResponse account() {
        return request().get("/account").then().statusCode(200);
    }
}
