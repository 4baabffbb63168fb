package io.satang.source.capability;

import static io.restassured.RestAssured.given;
import static io.satang.source.Merchants.ABSORBING;
import static io.satang.source.Merchants.JAPAN;
import static io.satang.source.Merchants.MALAYSIA;
import static io.satang.source.Merchants.SINGAPORE;
import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.THAI_SECRET;
import static io.satang.source.Merchants.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.source.Merchants;
import io.satang.source.ServiceTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class CapabilityTest {
    @BeforeEach
    void merchantsAreKnown() {
        Merchants.ready();
    }

    @ParameterizedTest
    @ValueSource(strings = {THAI_PUBLIC, THAI_SECRET})
    void aThaiAccountSeesTheThaiLimitsAndMethods(String key) {
        as(key).get("/capability")
                .then()
                .statusCode(200)
                .body("object", equalTo("capability"))
                .body("location", equalTo("/capability"))
                .body("country", equalTo("TH"))
                .body("banks", hasItems("bbl", "kbank", "scb"))
                .body("banks", hasSize(31))
                .body("limits.charge_amount", equalTo(Map.of("min", 2_000, "max", 500_000_000_000L)))
                .body("limits.transfer_amount", equalTo(Map.of("min", 3_000, "max", 100_000_000_000L)))
                .body("limits.installment_amount", equalTo(Map.of("min", 200_000)))
                .body("tokenization_methods", empty())
                .body("zero_interest_installments", equalTo(false))
                .body("payment_methods.object", everyItem(equalTo("payment_method")))
                .body("payment_methods.name", hasItems("promptpay", "points_citi", "truemoney", "atome_qr"))
                .body("payment_methods.name", not(hasItems("paynow")))
                .body(
                        "payment_methods.find { it.name == 'installment_kbank' }.installment_terms",
                        contains(3, 4, 6, 10))
                .body("payment_methods.find { it.name == 'promptpay' }.currencies", contains("THB"))
                .body("payment_methods.find { it.name == 'promptpay' }.installment_terms", nullValue())
                .body("payment_methods.find { it.name == 'promptpay' }.banks", empty());
    }

    @Test
    void theFieldsStandInTheOrderOfTheReference() throws Exception {
        JsonNode capability =
                new ObjectMapper().readTree(as(THAI_PUBLIC).get("/capability").asString());

        assertThat(capability.fieldNames())
                .toIterable()
                .containsExactly(
                        "object",
                        "location",
                        "banks",
                        "limits",
                        "payment_methods",
                        "country",
                        "tokenization_methods",
                        "zero_interest_installments");
        assertThat(capability.get("payment_methods").get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "object",
                        "name",
                        "currencies",
                        "card_brands",
                        "installment_terms",
                        "loan_installment_terms",
                        "banks",
                        "provider");
    }

    @Test
    void everyCountrySeesItsOwnMethods() {
        as(JAPAN)
                .get("/capability")
                .then()
                .body("payment_methods.name", containsInAnyOrder("card", "paypay", "econtext"));
        as(SINGAPORE)
                .get("/capability")
                .then()
                .body("payment_methods.name", hasItems("paynow", "atome_qr"))
                .body("limits.installment_amount.min", equalTo(100));
        as(JAPAN).get("/capability").then().body("limits.installment_amount.min", equalTo(100));
        as(MALAYSIA)
                .get("/capability")
                .then()
                .body("payment_methods.find { it.name == 'fpx' }.banks", hasSize(20))
                .body(
                        "payment_methods.find { it.name == 'fpx' }.banks[0]",
                        equalTo(Map.of("code", "affin", "name", "Affin Bank", "active", true)));
    }

    @Test
    void cards_stand_first_with_their_brands_and_the_currencies_of_the_account() {
        as(THAI_PUBLIC)
                .get("/capability")
                .then()
                .body("payment_methods[0].name", equalTo("card"))
                .body("payment_methods[0].currencies", hasItem("THB"))
                .body(
                        "payment_methods[0].card_brands",
                        contains("JCB", "Visa", "MasterCard", "American Express", "UnionPay"))
                .body("payment_methods[0].installment_terms", nullValue())
                .body("payment_methods[0].banks", empty())
                .body("payment_methods.find { it.name == 'promptpay' }.card_brands", nullValue());
    }

    @Test
    void white_label_installments_have_the_terms_that_were_recorded() {
        as(THAI_PUBLIC)
                .get("/capability")
                .then()
                .body(
                        "payment_methods.find { it.name == 'installment_wlb_bbl' }.installment_terms",
                        contains(4, 6, 8, 10))
                .body(
                        "payment_methods.find { it.name == 'installment_wlb_kbank' }.installment_terms",
                        contains(3, 6, 10))
                .body(
                        "payment_methods.find { it.name == 'installment_wlb_first_choice' }.loan_installment_terms",
                        contains(3, 4, 6, 9, 10, 12, 18, 24))
                .body(
                        "payment_methods.find { it.name == 'installment_wlb_kbank' }.loan_installment_terms",
                        nullValue());
    }

    @Test
    void theAccountsSettingForInterestIsShown() {
        as(ABSORBING).get("/capability").then().body("zero_interest_installments", equalTo(true));
    }

    @Test
    void withoutAKeyNothingIsShown() {
        given().get("/capability").then().statusCode(401).body("code", equalTo("authentication_failure"));
    }
}
