package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.satang.platform.key.KeyRing;
import io.satang.platform.sealing.SealingCipher;
import io.satang.webhook.delivery.Deliveries;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.Destination;
import io.satang.webhook.delivery.Destinations;
import io.satang.webhook.delivery.Recipient;
import io.satang.webhook.endpoint.ClientCertificate;
import io.satang.webhook.endpoint.EndpointId;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merchant gives an endpoint a client certificate, and nobody is ever shown its key. */
@QuarkusTest
class EndpointCertificateTest extends MerchantsServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String STORED = "SELECT client_certificate FROM endpoints WHERE id = ?";

    private static Certificate good;
    private static Certificate other;
    private static Certificate expired;
    private static Certificate early;

    @Inject
    Destinations destinations;

    private Merchant merchant;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws IOException, InterruptedException {
        good = Certificate.selfSigned(folder, "platform.example");
        other = Certificate.selfSigned(folder, "other.example");
        expired = Certificate.selfSigned(folder, "expired.example", "-9d");
        early = Certificate.selfSigned(folder, "early.example", "+9d");
    }

    @BeforeEach
    void openAnAccount() {
        merchant = Merchant.open();
    }

    @Test
    void it_is_told_which_it_is_and_how_long_it_is_good_for_and_sealed_with_its_key() throws SQLException {
        String id = create(given(good.pem(), good.keyPem()))
                .statusCode(200)
                .body("client_certificate.fingerprint", matchesPattern("[0-9a-f]{64}"))
                .body("client_certificate.subject", equalTo("CN=platform.example"))
                .body("client_certificate.expires_at", notNullValue())
                .body("client_certificate.key", nullValue())
                .body("client_certificate.certificate", nullValue())
                .extract()
                .path("id");

        String shown = merchant.request()
                .get("/webhook_endpoints/" + id)
                .then()
                .extract()
                .asString();
        assertThat(shown).contains("CN=platform.example").doesNotContain("PRIVATE", "BEGIN");
        assertThat(Tables.text(STORED, id)).startsWith("local:").doesNotContain("PRIVATE");
        assertThat(certificateOf(id).orElseThrow().subject()).isEqualTo("CN=platform.example");
    }

    @Test
    void it_stays_until_another_is_given_or_it_is_taken_away() throws SQLException {
        String id = create(given(good.pem(), good.keyPem())).extract().path("id");

        patch(id, Map.of("description", "the till")).body("client_certificate.subject", equalTo("CN=platform.example"));
        patch(id, Map.of("client_certificate", given(other.pem(), other.keyPem())))
                .body("client_certificate.subject", equalTo("CN=other.example"));
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("client_certificate", null);
        patch(id, nothing).body("client_certificate", nullValue());

        assertThat(Tables.text(STORED, id)).isNull();
        assertThat(certificateOf(id)).isEmpty();
        merchant.request()
                .formParam("client_certificate[certificate]", good.pem())
                .formParam("client_certificate[key]", good.keyPem())
                .patch("/webhook_endpoints/" + id)
                .then()
                .statusCode(200)
                .body("client_certificate.subject", equalTo("CN=platform.example"));
    }

    @Test
    void what_cannot_be_used_is_refused_with_the_reason_and_nothing_is_stored() throws SQLException {
        String id = create(given(good.pem(), good.keyPem())).extract().path("id");
        String before = Tables.text(STORED, id);

        refused(id, given("no certificate", good.keyPem()), "is invalid: certificate is a chain in PEM");
        refused(
                id,
                given("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", good.keyPem()),
                "is invalid: certificate is a chain in PEM");
        refused(id, given(good.pem(), "no key"), "has a key that is invalid: key is PKCS#8 in PEM, not encrypted");
        refused(
                id,
                given(good.pem(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"),
                "has a key that is invalid, or that is another certificate's");
        refused(id, given(good.pem(), other.keyPem()), "has a key that is another certificate's");
        refused(id, given(expired.pem(), expired.keyPem()), "has expired");
        refused(id, given(early.pem(), early.keyPem()), "is not valid yet");
        refused(
                id,
                given(good.pem() + other.pem(), good.keyPem()),
                "is not in order: behind each certificate stands its issuer's");
        refused(id, given(good.pem().repeat(6), good.keyPem()), "has too many certificates (maximum is 5)");
        refused(
                id,
                given(good.pem() + " ".repeat(16_384), good.keyPem()),
                "is too long (maximum is 16384 characters, and 8192 of its key)");
        patch(id, Map.of("client_certificate", Map.of("certificate", good.pem())))
                .statusCode(400);
        patch(id, Map.of("client_certificate", "text")).statusCode(400);
        patch(
                        id,
                        Map.of(
                                "client_certificate",
                                Map.of("certificate", good.pem(), "key", good.keyPem(), "password", "x")))
                .statusCode(400)
                .body("message", not(startsWith("client_certificate")));

        assertThat(Tables.text(STORED, id)).isEqualTo(before);
        create(given(expired.pem(), expired.keyPem())).statusCode(400);
        merchant.request().get("/webhook_endpoints").then().body("total", equalTo(1));
    }

    @Test
    void a_key_that_would_take_long_to_sign_with_is_refused(@TempDir Path folder) throws Exception {
        Certificate rsa = Certificate.selfSigned(folder, "rsa.example", "+0d", "RSA");

        create(given(rsa.pem(), rsa.keyPem())).statusCode(200);
        create(given(rsa.pem(), rsa.keyPemWithoutPrimes()))
                .statusCode(400)
                .body(
                        "message",
                        equalTo("client_certificate has a key that is invalid, or that is another certificate's"));
    }

    @Test
    void nothing_secret_outlives_its_endpoint() throws SQLException {
        String id = create(given(good.pem(), good.keyPem())).extract().path("id");

        merchant.request().delete("/webhook_endpoints/" + id).then().statusCode(200);

        assertThat(Tables.text(STORED, id)).isNull();
    }

    @Test
    void what_a_former_key_has_sealed_the_newest_seals_anew() throws SQLException {
        String id = create(given(good.pem(), good.keyPem())).extract().path("id");
        SealingCipher former = new SealingCipher(KeyRing.parse(
                "key of this test",
                Optional.of("former:c2F0YW5nLWxvY2FsLXdlYmhvb2sta2V5LTAwMDAwMDA="),
                SealingCipher.ALGORITHM,
                true));
        String text = "{\"certificate\":\"%s\",\"key\":\"%s\"}"
                .formatted(good.pem().replace("\n", "\\n"), good.keyPem().replace("\n", "\\n"));
        String sealed = former.sealText(text, "client certificate of endpoint\0" + id);
        try (Connection connection = Tables.connect();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE endpoints SET client_certificate = ? WHERE id = ?")) {
            update.setString(1, sealed);
            update.setString(2, id);
            update.executeUpdate();
        }

        await().atMost(PATIENCE).until(() -> Tables.text(STORED, id).startsWith("local:"));
        merchant.request()
                .get("/webhook_endpoints/" + id)
                .then()
                .body("client_certificate.subject", equalTo("CN=platform.example"));
    }

    private Optional<ClientCertificate> certificateOf(String id) {
        Delivery any = Deliveries.delivery(Deliveries.event(1, merchant.accountId()), receiver.uri("/hook"));
        Delivery delivery =
                new Delivery(any.id(), any.event(), any.endpoint(), new Recipient.Registered(new EndpointId(id)));
        return ((Destination.To) destinations.of(delivery).await().atMost(PATIENCE)).certificate();
    }

    private void refused(String id, Map<String, String> certificate, String why) {
        patch(id, Map.of("client_certificate", certificate))
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo("client_certificate " + why));
    }

    private static Map<String, String> given(String certificate, String key) {
        return Map.of("certificate", certificate, "key", key);
    }

    private ValidatableResponse create(Map<String, String> certificate) {
        return merchant.request()
                .contentType("application/json")
                .body(Map.of("uri", receiver.uri("/hook"), "client_certificate", certificate))
                .post("/webhook_endpoints")
                .then();
    }

    private ValidatableResponse patch(String id, Map<String, Object> change) {
        return merchant.request()
                .contentType("application/json")
                .body(change)
                .patch("/webhook_endpoints/" + id)
                .then();
    }
}
