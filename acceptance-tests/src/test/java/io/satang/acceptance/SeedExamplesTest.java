package io.satang.acceptance;

import static io.satang.acceptance.SeedShape.example;
import static io.satang.acceptance.SeedShape.flat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The curl examples of the documents that Satang is made after, word for word, and every field that they show. */
@ExtendWith(RunningPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedExamplesTest {

    /** The examples of Atome are of a live account. */
    private static final Set<String> LIVEMODE = Set.of("livemode", "source.livemode");

    private final Api publicKey;
    private final Api secretKey;
    private final Api singapore;
    private final Api singaporePublic;

    SeedExamplesTest(Platform platform) {
        this.publicKey = platform.api().withKey(Platform.PUBLIC_KEY);
        this.secretKey = platform.api().withKey(Platform.SECRET_KEY);
        this.singapore = platform.api().withKey(Platform.OTHER_SECRET_KEY);
        this.singaporePublic = platform.api().withKey(Platform.OTHER_PUBLIC_KEY);
    }

    @BeforeAll
    void accountsAreSetUpAsInTheExamples() {
        secretKey.patch("/account", "zero_interest_installments=true").ok();
        singapore
                .patch("/account", "country=SG", "currency=SGD", "zero_interest_installments=true")
                .ok();
        await().untilAsserted(() -> {
            assertThat(newPointsCharge().path("zero_interest_installments").asBoolean())
                    .isTrue();
            assertThat(singapore.get("/capability").ok("country")).isEqualTo("SG");
            assertThat(newAtomeCharge().ok("funding_currency")).isEqualTo("SGD");
        });
    }

    @AfterAll
    void accountsAreAsBefore() {
        secretKey.patch("/account", "zero_interest_installments=false").ok();
        singapore
                .patch("/account", "country=TH", "currency=THB", "zero_interest_installments=false")
                .ok();
    }

    @Test
    void pay_with_points_source() {
        JsonNode source = publicKey
                .post("/sources", "amount=400000", "currency=THB", "type=points_citi")
                .ok();

        assertThat(flat(source)).containsAllEntriesOf(example("points-source"));
    }

    @Test
    void pay_with_points_charge() {
        JsonNode charge = newPointsCharge();

        assertThat(flat(charge)).containsAllEntriesOf(example("points-charge"));
        assertThat(charge.path("net").asLong()).isEqualTo(384378);
        assertThat(expiresAfter(charge)).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void pay_with_points_source_and_charge_in_one_request() {
        JsonNode charge = secretKey
                .post(
                        "/charges",
                        "amount=400000",
                        "currency=THB",
                        "return_uri=http://example.com/orders/345678/complete",
                        "source[type]=points_citi")
                .ok();

        assertThat(flat(charge)).containsAllEntriesOf(example("points-charge"));
        String source = "/sources/" + charge.at("/source/id").asText();
        await().untilAsserted(() ->
                assertThat(publicKey.get(source).ok("charge_status")).isEqualTo("pending"));
    }

    @Test
    void installment_source() {
        JsonNode source = newInstallmentSource();

        assertThat(flat(source)).containsAllEntriesOf(example("installment-source"));
        assertThat(source.path("absorption_type").asText()).isEqualTo("merchant");
    }

    @Test
    void installment_charge() {
        JsonNode charge = secretKey
                .post(
                        "/charges",
                        "source=" + newInstallmentSource().path("id").asText(),
                        "description=Installment Payment Charge",
                        "amount=500000",
                        "currency=THB",
                        "return_uri=https://example.com/orders/345678/complete")
                .ok();

        // The page is called pay2 since 2020, the example is of 2019.
        assertThat(flat(charge)).containsAllEntriesOf(example("installment-charge", Set.of("authorize_uri")));
        assertThat(charge.path("authorize_uri").asText()).contains("/payments/pay2_test_");
        assertThat(charge.path("interest").asLong()).isEqualTo(13000);
        assertThat(charge.path("net").asLong()).isEqualTo(466562);
    }

    @Test
    void installment_source_and_charge_in_one_request() {
        JsonNode charge = secretKey
                .post(
                        "/charges",
                        "amount=500000",
                        "currency=THB",
                        "return_uri=http://example.com/orders/345678/complete",
                        "source[type]=installment_kbank",
                        "source[installment_term]=4")
                .ok();

        assertThat(charge.at("/source/installment_term").asInt()).isEqualTo(4);
        assertThat(charge.path("net").asLong()).isEqualTo(466562);
    }

    @Test
    void an_installment_whose_interest_the_payer_bears_costs_the_merchant_none() {
        JsonNode charge = secretKey
                .post(
                        "/charges",
                        "amount=500000",
                        "currency=THB",
                        "return_uri=http://example.com/orders/345678/complete",
                        "source[type]=installment_kbank",
                        "source[installment_term]=4",
                        "source[zero_interest_installments]=false")
                .ok();

        assertThat(charge.path("interest").asLong()).isZero();
        assertThat(charge.path("interest_vat").asLong()).isZero();
        assertThat(charge.path("net").asLong()).isEqualTo(480472);
        assertThat(charge.at("/source/absorption_type").asText()).isEqualTo("customer");
    }

    @Test
    void atome_qr_source() {
        JsonNode source = singaporePublic
                .post("/sources", "amount=50000", "currency=SGD", "type=atome_qr")
                .ok();

        assertThat(flat(source)).containsAllEntriesOf(example("atome-source", LIVEMODE));
    }

    @Test
    void atome_qr_charge() {
        String source = singaporePublic
                .post("/sources", "amount=50000", "currency=SGD", "type=atome_qr")
                .ok("id");

        JsonNode charge = singapore
                .post("/charges", "amount=50000", "currency=SGD", "source=" + source)
                .ok();

        assertThatMatchesAtomeExample(charge);
    }

    @Test
    void atome_qr_source_and_charge_in_one_request() {
        JsonNode charge = newAtomeCharge().ok();

        assertThatMatchesAtomeExample(charge);
        assertThat(flat(charge.at("/source/scannable_code")))
                .containsAllEntriesOf(example("atome-scannable-code", Set.of("image.livemode", "image.filename")));
    }

    @Test
    void the_capability_lists_the_methods_of_the_account() {
        JsonNode capability = publicKey.get("/capability").ok();

        assertThat(capability.path("object").asText()).isEqualTo("capability");
        assertThat(capability.path("country").asText()).isEqualTo("TH");
        assertThat(Json.elements(capability.path("payment_methods"))
                        .map(method -> method.path("name").asText()))
                .contains(
                        "points_citi",
                        "installment_bay",
                        "installment_bbl",
                        "installment_first_choice",
                        "installment_kbank",
                        "installment_ktc",
                        "promptpay");
        assertThat(Json.elements(capability.path("payment_methods"))
                        .filter(method -> method.path("name").asText().equals("installment_first_choice"))
                        .map(method -> method.path("installment_terms").toString()))
                .containsExactly("[3,4,6,9,10,12,18,24,36]");
    }

    private JsonNode newPointsCharge() {
        String source = publicKey
                .post("/sources", "amount=400000", "currency=THB", "type=points_citi")
                .ok("id");
        return secretKey
                .post(
                        "/charges",
                        "amount=400000",
                        "currency=THB",
                        "return_uri=http://example.com/orders/345678/complete",
                        "source=" + source)
                .ok();
    }

    private JsonNode newInstallmentSource() {
        return publicKey
                .post(
                        "/sources",
                        "description=Installment Payment Source",
                        "amount=500000",
                        "currency=THB",
                        "type=installment_kbank",
                        "installment_term=4")
                .ok();
    }

    private Reply newAtomeCharge() {
        return singapore.post("/charges", "amount=50000", "currency=SGD", "source[type]=atome_qr");
    }

    private static void assertThatMatchesAtomeExample(JsonNode charge) {
        assertThat(flat(charge))
                .containsAllEntriesOf(example(
                        "atome-charge",
                        Set.of(
                                "livemode",
                                "source.livemode",
                                "source.scannable_code.image.livemode",
                                "source.scannable_code.image.filename")));
        assertThat(charge.path("net").asLong()).isEqualTo(48047);
        assertThat(expiresAfter(charge)).isEqualTo(Duration.ofHours(12));
    }

    private static Duration expiresAfter(JsonNode charge) {
        return Duration.between(
                Instant.parse(charge.path("created_at").asText()),
                Instant.parse(charge.path("expires_at").asText()));
    }
}
