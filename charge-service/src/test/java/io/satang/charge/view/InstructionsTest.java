package io.satang.charge.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.SampleCharges;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.store.StoredTerms;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a charge shows its payer: a code to scan, the numbers of a bill, or nothing (reference omise-api §8.7). */
class InstructionsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DOCUMENT = "https://pay.example/charges/chrg_test_5satang000000000003/documents/"
            + "docu_test_5satang000000000005/downloads/679C6686556F8F0A";

    @Test
    void a_bill_has_references_and_nothing_to_scan() throws IOException {
        JsonNode charge = render(SampleCharges.pending(SampleSources.bill().build()));

        JsonNode references = charge.at("/source/references");
        assertThat(references.get("expires_at")).isEqualTo(charge.get("expires_at"));
        assertThat(references.get("omise_tax_id").asText()).matches("[0-9]{13}");
        assertThat(references.get("reference_number_1").asText()).matches("[0-9]{18}");
        assertThat(references.get("reference_number_2").asText()).matches("[0-9]{12}");
        assertThat(references.get("barcode").asText()).startsWith(DOCUMENT);
        assertThat(references.get("payment_code").isNull()).isTrue();
        assertThat(references.size()).isEqualTo(11);
        assertThat(charge.at("/source/scannable_code").isNull()).isTrue();
        assertThat(charge.get("authorize_uri").isNull()).isTrue();
    }

    @Test
    void a_convenience_store_gets_a_payment_code_and_a_link_too() throws IOException {
        JsonNode charge =
                render(SampleCharges.pending(SampleSources.convenienceStore().build()));

        assertThat(charge.at("/source/references/payment_code").asText()).matches("[0-9]{11}");
        assertThat(charge.at("/source/references/reference_number_1").asText()).isNotBlank();
        assertThat(charge.at("/source/references/barcode").asText()).startsWith(DOCUMENT);
        assertThat(charge.at("/source/scannable_code").isNull()).isTrue();
        assertThat(charge.get("authorize_uri").asText())
                .isEqualTo("https://pay.example/payments/pay2_test_5satang000000000004/authorize");
    }

    @Test
    void a_shop_that_scans_its_customer_has_nothing_to_show() throws IOException {
        JsonNode charge = render(SampleCharges.pending(
                SampleSources.bill().type("alipayplus_upm").instructions("none").build()));

        assertThat(charge.at("/source/scannable_code").isNull()).isTrue();
        assertThat(charge.at("/source/references").isMissingNode()).isTrue();
        assertThat(charge.get("authorize_uri").isNull()).isTrue();
    }

    @Test
    void an_offline_source_of_an_older_release_shows_a_code_to_scan() throws IOException {
        JsonNode charge = render(SampleCharges.pending(SampleSources.atome().build()));

        assertThat(charge.at("/source/scannable_code/type").asText()).isEqualTo("qr");
        assertThat(charge.at("/source/references").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"qr_code", "bill", "payment_code", "none"})
    void the_row_of_a_charge_keeps_what_it_shows(String name) {
        Charge charge =
                SampleCharges.pending(SampleSources.bill().instructions(name).build());

        assertThat(StoredTerms.read(
                        StoredTerms.write(charge.terms()), charge.id().value()))
                .isEqualTo(charge.terms());
    }

    private static JsonNode render(Charge charge) throws IOException {
        return MAPPER.readTree(new ChargeJson(SampleCharges.PUBLIC_URL).render(charge, SampleCharges.CREATED));
    }
}
