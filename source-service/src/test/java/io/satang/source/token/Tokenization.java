package io.satang.source.token;

import static io.restassured.RestAssured.given;
import static io.satang.source.Merchants.as;

import io.quarkus.vertx.http.HttpServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;

/** Requests for tokens, as clients and services send them. */
public final class Tokenization {
    /** A card that is in no table of the service's own. */
    public static final String NUMBER = "4012888888881881";

    private Tokenization() {}

    /** A token of this card. */
    public static Response tokenize(String key, String number) {
        return as(key).contentType(ContentType.JSON)
                .body(Map.of("card", card(number)))
                .post("/tokens");
    }

    /** All that clients usually say of a card. */
    static Map<String, Object> card(String number) {
        return Map.of(
                "name",
                "Somchai Prasert",
                "number",
                number,
                "expiration_month",
                12,
                "expiration_year",
                2030,
                "security_code",
                "987",
                "city",
                "Bangkok",
                "postal_code",
                10320);
    }

    /** What the charge-service sends. */
    public static Response use(String token, String account, String charge) {
        return internal()
                .body(Map.of("account_id", account, "charge_id", charge))
                .post("/internal/tokens/{id}/use", token);
    }

    /** What the charge-service sends when a customer keeps the card. */
    public static Response keep(String token, String account, String customer) {
        return internal()
                .body(Map.of("account_id", account, "customer_id", customer))
                .post("/internal/tokens/{id}/keep", token);
    }

    /** A request of another service. */
    public static RequestSpecification internal() {
        return given().port(CDI.current().select(HttpServer.class).get().getManagementPort())
                .header("Satang-Internal-Token", "satang-local")
                .contentType(ContentType.JSON);
    }
}
