package io.satang.source.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue that comes with the service, against its schema, the reference (omise-api §12, §13) and the seeds. */
class CatalogueTest {
    private static final String SCHEMA = "/catalogue/payment-methods.schema.json";

    /** Every type of reference §12 whose flow is known. */
    private static final List<String> TYPES = Arrays.asList("""
            alipay alipay_cn alipay_hk kakaopay dana gcash touch_n_go alipayplus_mpm alipayplus_upm atome atome_qr barcode_alipay
            barcode_wechat bill_payment_tesco_lotus boost duitnow_qr duitnow_obw econtext fpx grabpay
            installment_bay installment_bbl installment_first_choice installment_kbank installment_ktc installment_mbb installment_scb
            installment_ttb installment_uob installment_wlb_bay installment_wlb_bbl installment_wlb_first_choice installment_wlb_kbank
            installment_wlb_ktc installment_wlb_scb installment_wlb_ttb installment_wlb_uob installment_paynext_extra_jumpapp
            installment_paynext_extra_qr internet_banking_bay internet_banking_bbl internet_banking_ktb internet_banking_scb maybank_qr
            mobile_banking_bay mobile_banking_bbl mobile_banking_kbank mobile_banking_ktb mobile_banking_scb mobile_banking_ocbc
            mobile_banking_ocbc_pao paynow paypay points_citi promptpay qr_code_upi rabbit_linepay shopeepay shopeepay_jumpapp truemoney
            truemoney_jumpapp truemoney_qr wechat_pay wechat_pay_mpm wechat_pay_upm
            """.strip().split("\\s+"));

    private final Catalogue catalogue = TestCatalogue.builtIn();

    @Test
    void theFileFollowsItsSchema() throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text(SCHEMA));

        assertThat(schema.validate(text(CatalogueProducer.BUILT_IN), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void everyTypeOfTheReferenceIsKnown() {
        assertThat(catalogue.methods()).extracting(PaymentMethod::type).containsExactlyInAnyOrderElementsOf(TYPES);
    }

    @Test
    void onlyTheMethodWhoseCountryNobodyKnowsIsOfferedNowhere() {
        assertThat(catalogue.methods())
                .filteredOn(method -> method.markets().isEmpty())
                .extracting(PaymentMethod::type)
                .containsExactly("qr_code_upi");
    }

    @ParameterizedTest
    @CsvSource({
        "points_citi, TH, THB, 2000, 100000000",
        "atome_qr, SG, SGD, 150, 300000",
        "atome_qr, MY, MYR, 1000, 500000",
        "atome_qr, TH, THB, 2000, 15000000",
        "alipayplus_mpm, TH, THB, 2000, 15000000",
        "alipayplus_upm, SG, SGD, 100, 2000000",
        "alipayplus_mpm, MY, MYR, 100, 3000000",
        "installment_paynext_extra_qr, TH, THB, 1, 500000",
        "truemoney, TH, THB, 2000, 10000000",
        "paypay, JP, JPY, 100, 6000000",
        "fpx, MY, MYR, 100, 10000000",
        "paynow, SG, SGD, 100, 2000000",
    })
    void aMethodHasTheLimitsOfTheReference(String type, String country, String currency, long minimum, long maximum) {
        assertThat(method(type).market(country))
                .contains(new Market(country, currency, new AmountRange(minimum, maximum)));
    }

    @ParameterizedTest
    @CsvSource({
        "points_citi, 3.65, 7.0, 604800, NONE",
        "installment_kbank, 3.65, 7.0, 604800, FULL",
        "atome_qr, 3.65, 7.0, 43200, PARTIAL",
        "promptpay, 1.65, 7.0, 604800, NONE",
        "paynow, 1.0, 0.0, 604800, PARTIAL",
        "alipayplus_mpm, 1.65, 7.0, 86400, PARTIAL",
        "truemoney, 3.65, 7.0, 604800, FULL",
        "installment_paynext_extra_qr, 3.65, 7.0, 86400, FULL",
        "truemoney_jumpapp, 3.65, 7.0, 180, FULL",
    })
    void aMethodCostsExpiresAndRefundsAsTheReferenceSays(
            String type, String feeRate, String vatRate, long expirySeconds, Refunds refunds) {
        PaymentMethod method = method(type);

        // As written, digits included: the charge shows them in transaction_fees.
        assertThat(method.feeRate()).isEqualTo(new BigDecimal(feeRate));
        assertThat(method.vatRate()).isEqualTo(new BigDecimal(vatRate));
        assertThat(method.chargeExpiry()).isEqualTo(Duration.ofSeconds(expirySeconds));
        assertThat(method.refunds()).isEqualTo(refunds);
    }

    @Test
    void aQrCodeMayExpireFromThirtySecondsToTwelveHours() {
        assertThat(method("atome_qr").settableExpiry())
                .contains(new ExpiryBounds(Duration.ofSeconds(30), Duration.ofHours(12)));
        assertThat(method("points_citi").settableExpiry()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "promptpay, QR_CODE",
        "truemoney_qr, QR_CODE",
        "bill_payment_tesco_lotus, BILL",
        "econtext, PAYMENT_CODE",
        "alipayplus_upm, NONE",
        "wechat_pay_upm, NONE",
        "barcode_alipay, NONE",
        "barcode_wechat, NONE",
        "points_citi, NONE",
    })
    void an_offline_method_tells_what_its_charges_show(String type, Instructions instructions) {
        assertThat(method(type).instructions()).isEqualTo(instructions);
    }

    @Test
    void a_convenience_store_may_be_given_up_to_sixty_days() {
        assertThat(method("econtext").settableExpiry())
                .contains(new ExpiryBounds(Duration.ofSeconds(30), Duration.ofDays(60)));
    }

    @Test
    void failureCodesAreThoseOfTheSeeds() {
        assertThat(method("points_citi").failureCodes())
                .containsExactlyInAnyOrder("payment_rejected", "failed_processing", "insufficient_fund");
        assertThat(method("installment_ktc").failureCodes())
                .containsExactlyInAnyOrder("insufficient_balance", "payment_cancelled", "timeout", "failed_processing");
        assertThat(method("atome_qr").failureCodes())
                .containsExactlyInAnyOrder("payment_expired", "payment_rejected", "failed_processing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bay | 3 4 6 9 10 | 50000 | 0.74",
                "bbl | 4 6 8 9 10 | 50000 | 0.74",
                "first_choice | 3 4 6 9 10 12 18 24 36 | 30000 | 1.16",
                "kbank | 3 4 6 10 | 30000 | 0.65",
                "ktc | 3 4 5 6 7 8 9 10 | 30000 | 0.74",
                "scb | 3 4 6 9 10 | 50000 | 0.74",
                "ttb | 3 4 6 10 | 50000 | 0.80",
                "uob | 3 4 6 10 | 50000 | 0.64",
            })
    void aBankOffersTheTermsOfTheReference(String bank, String months, long monthlyMinimum, String interestRate) {
        Installment installment = method("installment_" + bank).installment().orElseThrow();

        assertThat(installment.terms())
                .containsExactlyElementsOf(Stream.of(months.split(" "))
                        .map(Integer::valueOf)
                        .map(month -> new Installment.Term(month, month * monthlyMinimum))
                        .toList());
        assertThat(installment.interestRate()).isEqualByComparingTo(interestRate);
        assertThat(installment.orderMinimum()).isEqualTo(200_000);
    }

    @Test
    void maybankAsksForALargerOrderForALongerTerm() {
        assertThat(method("installment_mbb").installment().orElseThrow().terms())
                .containsExactly(
                        new Installment.Term(6, 50_000),
                        new Installment.Term(12, 100_000),
                        new Installment.Term(18, 150_000),
                        new Installment.Term(24, 200_000));
    }

    @Test
    void duitnowKnowsTheBanksOfFpxButTwo() {
        List<String> fpx = method("fpx").banks().stream().map(Bank::code).toList();
        List<String> duitnow =
                method("duitnow_obw").banks().stream().map(Bank::code).toList();

        assertThat(fpx).hasSize(20).contains("bocm", "maybank2e").containsAll(duitnow);
        assertThat(duitnow).hasSize(18).doesNotContain("bocm", "maybank2e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"minimum\": 150, | \"minimum\": 300001, | no range",
                "\"refunds\": \"none\" | \"refunds\": \"sometimes\" | cannot be read",
                "\"type\": \"paypay\" | \"type\": \"paynow\" | listed twice",
                "\"country\": \"JP\" | \"country\": \"FR\" | FR is not described",
                "\"format\": \"barcode\" | \"format\": \"stripes\" | no format stripes",
                "\"fee_rate\": 3.65 | \"fee_ratio\": 3.65 | cannot be read",
                "\"flow\": \"redirect\", | \"colour\": \"red\", | cannot be read",
            })
    void aCatalogueThatDoesNotAddUpIsRefused(String written, String instead, String complaint) throws IOException {
        String faulty = text(CatalogueProducer.BUILT_IN).replace(written, instead);

        assertThatThrownBy(() -> CatalogueReader.read(new ByteArrayInputStream(faulty.getBytes(UTF_8))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    private PaymentMethod method(String type) {
        return catalogue.method(type).orElseThrow();
    }

    private static String text(String resource) throws IOException {
        try (InputStream json = open(resource)) {
            return new String(json.readAllBytes(), UTF_8);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(CatalogueTest.class.getResourceAsStream(resource), resource);
    }
}
