package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints that are kept only as long as somebody says that they are wanted. */
@QuarkusTest
class LeaseTest extends MerchantsServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Merchant merchant;

    @BeforeEach
    void openAnAccount() {
        merchant = Merchant.open();
    }

    @Test
    void an_endpoint_that_nobody_renews_goes_with_what_waits_for_it() throws SQLException {
        String id = create("60")
                .then()
                .statusCode(200)
                .body("lease", equalTo(60))
                .extract()
                .path("id");
        merchant.request().post("/webhook_endpoints/" + id + "/pause").then().statusCode(200);
        merchant.charge().completed();
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries?endpoint=" + id)
                        .then()
                        .body("total", equalTo(1)));

        lapse(id);

        await().atMost(PATIENCE)
                .until(() -> merchant.request().get("/webhook_endpoints/" + id).statusCode() == 404);
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries?endpoint=" + id)
                        .then()
                        .body("total", equalTo(0)));
        merchant.request()
                .get("/webhook_endpoints/" + id + "/history")
                .then()
                .body("data[0].action", equalTo("webhook_endpoint.lapsed"))
                .body("data[0].actor", equalTo("platform"))
                .body("data[0].state", equalTo("deleted"));
        renew(id).then().statusCode(404);
    }

    @Test
    void a_renewed_endpoint_stays() throws SQLException {
        String id = create("600").path("id");
        String before = expiry(id);

        renew(id).then().statusCode(200).body("id", equalTo(id)).body("lease", equalTo(600));

        assertThat(expiry(id)).isGreaterThan(before);
        // It is no change of the endpoint.
        merchant.request()
                .get("/webhook_endpoints/" + id + "/history")
                .then()
                .body("data.action", equalTo(List.of("webhook_endpoint.created")));
    }

    @Test
    void another_merchants_endpoint_cannot_be_renewed() {
        String id = create("600").path("id");

        Merchant.open()
                .request()
                .post("/webhook_endpoints/" + id + "/renew")
                .then()
                .statusCode(404);
    }

    @Test
    void an_endpoint_without_a_lease_has_none_to_renew() {
        String id = create("60").path("id");
        merchant.request()
                .formParam("lease", "")
                .patch("/webhook_endpoints/" + id)
                .then()
                .statusCode(200)
                .body("lease", nullValue());

        renew(id)
                .then()
                .statusCode(400)
                .body("message", equalTo("endpoint has no lease: it is kept until it is deleted"));
    }

    @Test
    void the_accounts_own_has_no_lease() {
        merchant.announce(2, Optional.of(receiver.uri("/own")));
        String own = "whep" + merchant.accountId().substring("account".length());

        merchant.request()
                .formParam("lease", "60")
                .patch("/webhook_endpoints/" + own)
                .then()
                .statusCode(400)
                .body("message", equalTo("this endpoint is the account's webhook_uri: it has no lease"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "86401", "-1"})
    void a_lease_has_bounds(String seconds) {
        create(seconds).then().statusCode(400).body("message", equalTo("lease must be between 5 and 86400 seconds"));
    }

    private Response create(String lease) {
        return merchant.request()
                .formParam("uri", receiver.uri("/hook"))
                .formParam("lease", lease)
                .post("/webhook_endpoints");
    }

    private Response renew(String id) {
        return merchant.request().post("/webhook_endpoints/" + id + "/renew");
    }

    private static String expiry(String id) throws SQLException {
        return Tables.text("SELECT to_char(expires_at, 'YYYY-MM-DD HH24:MI:SS.US') FROM endpoints WHERE id = ?", id);
    }

    /** As if its time had passed. */
    private static void lapse(String id) throws SQLException {
        try (Connection connection = Tables.connect();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE endpoints SET expires_at = now() WHERE id = ?")) {
            update.setString(1, id);
            update.executeUpdate();
        }
    }
}
