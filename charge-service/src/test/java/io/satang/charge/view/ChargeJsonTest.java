package io.satang.charge.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeCommand.OfferRejected;
import io.satang.charge.decision.ChargeCommand.OfferReserved;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeRules;
import io.satang.charge.decision.ChargeState;
import io.satang.charge.decision.ChargeTerms;
import io.satang.charge.decision.ChargeTerms.Flow;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.Instructions;
import io.satang.charge.decision.Instrument.BySource;
import io.satang.charge.decision.PlatformFee;
import io.satang.charge.decision.SampleCardCharges;
import io.satang.charge.decision.SampleCharges;
import io.satang.charge.decision.SampleSources;
import io.satang.events.Pricing;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.Ids;
import io.satang.platform.id.PayPageId;
import io.satang.platform.id.SourceId;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.satang.platform.time.TimeFormat;
import io.satang.testing.TestAccounts;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The charge object: the fields of reference omise-api §8.8, the flags of §9.1, and the seeds' objects field by field. */
class ChargeJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Every field of §8.8, and the version that we add. */
    private static final Set<String> FIELDS =
            new TreeSet<>(Arrays.asList("""
            object id location version amount authorization_type authorized_amount captured_amount acquirer_reference_number net fee
            fee_vat interest interest_vat funding_amount refunded_amount transaction_fees platform_fee unmanaged_payment three_ds_info
            currency funding_currency ip refunds link description metadata missing_3ds_fields card source schedule linked_account
            customer dispute transaction failure_code failure_message merchant_advice merchant_advice_code status authorize_uri
            return_uri created_at paid_at authorized_at expires_at expired_at reversed_at multi_capture zero_interest_installments
            authorized capturable capture disputable livemode refundable partially_refundable reversed reversible voided paid expired
            can_perform_void merchant_name merchant_uid approval_code statement_descriptor branch terminal device
            """.strip().split("\\s+", -1)));

    private final SourceCreated points = SampleSources.points().build();
    private final SourceCreated installment = SampleSources.installment().build();
    private final SourceCreated atome = SampleSources.atome().build();

    @ParameterizedTest(name = "{0} charge of the seeds")
    @CsvSource({
        // publicUrl is where the seed's charge was reached; the seeds' QR code is a JPEG, ours a PNG
        "points, https://pay.omise.co, ",
        "installment, https://pay.omise.co, /authorize_uri",
        "atome, https://api.omise.co, /source/scannable_code/image/filename",
    })
    void theSeedsChargeIsRenderedFieldByField(String name, String publicUrl, String differs) throws IOException {
        JsonNode seed = seed(name);

        JsonNode rendered = render(
                publicUrl, charge(seed), Instant.parse(seed.at("/refunds/to").asText()));

        assertHas(rendered, seed, "", Optional.ofNullable(differs));
    }

    @Test
    void everyFieldOfTheReferenceIsThere() throws IOException {
        JsonNode rendered = render(SampleCharges.pending(points));

        assertThat(rendered.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(FIELDS);
    }

    @Test
    void aChargeThatRedeemsAnOfferShowsWhatWasTakenOffOrWhyNothingWas() throws IOException {
        Charge reserving = SampleCardCharges.reserving(true, false);
        Charge discounted = decided(reserving, new OfferReserved(SampleCardCharges.DISCOUNT));
        Charge rejected = decided(reserving, new OfferRejected(FailureCode.offerRejected(List.of("paused"))));

        assertThat(render(reserving).get("status").asText()).isEqualTo("pending");
        assertThat(render(reserving).get("discount").toString())
                .isEqualTo(
                        "{\"card_offer\":\"cdof_test_5satang000000000009\",\"offer\":null,\"redemption\":null,\"amount\":0,\"reasons\":[]}");
        assertThat(render(discounted).get("amount").asLong()).isEqualTo(399_000);
        assertThat(render(discounted).get("original_amount").asLong()).isEqualTo(400_000);
        assertThat(render(discounted).get("discount").toString())
                .isEqualTo(
                        "{\"card_offer\":\"cdof_test_5satang000000000009\",\"offer\":\"offr_test_5satang000000000009\","
                                + "\"redemption\":\"rdmp_test_5satang000000000009\",\"amount\":1000,\"reasons\":[]}");
        assertThat(render(rejected).get("amount").asLong()).isEqualTo(400_000);
        assertThat(render(rejected).at("/discount/reasons").toString()).isEqualTo("[\"paused\"]");
        assertThat(render(rejected).get("failure_message").asText()).isEqualTo("the offer cannot be redeemed: paused");
    }

    private static Charge decided(Charge charge, ChargeCommand command) {
        return ((Changed) ChargeRules.decide(charge, command, charge.createdAt())).next();
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            pending     | points      | capture
            pending     | installment | capture
            pending     | atome       | capture
            successful  | points      | authorized capture paid
            successful  | installment | authorized can_perform_void capture disputable paid refundable
            successful  | atome       | authorized can_perform_void capture disputable paid partially_refundable refundable
            failed      | atome       | capture
            expired     | atome       | capture expired
            """)
    void theFlagsAreThoseOfTheMatrix(String state, String method, String flags) throws IOException {
        JsonNode rendered = render(charge(state, method));

        assertThat(rendered.get("status").asText()).isEqualTo(state);
        assertThat(flagsOf(rendered)).isEqualTo(flags);
        assertThat(rendered.at("/source/charge_status").asText()).isEqualTo(state);
    }

    @Test
    void aPendingChargeHasNoneOfWhatAnOutcomeBrings() throws IOException {
        JsonNode rendered = render(SampleCharges.pending(points));

        assertThat(nullsAmong(
                        rendered,
                        "transaction",
                        "paid_at",
                        "expired_at",
                        "reversed_at",
                        "failure_code",
                        "failure_message"))
                .hasSize(6);
        assertThat(rendered.get("authorized_amount").asLong()).isZero();
        assertThat(rendered.get("captured_amount").asLong()).isZero();
        assertThat(rendered.get("version").asLong()).isEqualTo(1);
    }

    @Test
    void aPaidChargeHasItsTransactionItsTimeAndItsAmounts() throws IOException {
        JsonNode rendered = render(SampleCharges.successful(points));

        assertThat(rendered.get("transaction").asText()).isEqualTo("trxn_test_5satang000000000003");
        assertThat(rendered.get("paid_at").asText()).isEqualTo("2026-01-02T03:05:05Z");
        assertThat(rendered.get("authorized_at").asText()).isEqualTo("2026-01-02T03:05:05Z");
        assertThat(rendered.get("authorized_amount").asLong()).isEqualTo(400_000);
        assertThat(rendered.get("captured_amount").asLong()).isEqualTo(400_000);
        assertThat(rendered.get("version").asLong()).isEqualTo(2);
        assertThat(nullsAmong(rendered, "expired_at", "failure_code", "failure_message"))
                .hasSize(3);
    }

    @Test
    void aFailedChargeSaysWhy() throws IOException {
        JsonNode rendered = render(SampleCharges.failed(points));

        assertThat(rendered.get("failure_code").asText()).isEqualTo("payment_rejected");
        assertThat(rendered.get("failure_message").asText()).isEqualTo("payment rejected");
        assertThat(nullsAmong(rendered, "transaction", "paid_at", "expired_at")).hasSize(3);
    }

    @Test
    void anExpiredChargeSaysWhen() throws IOException {
        JsonNode rendered = render(SampleCharges.expired(points));

        assertThat(rendered.get("expired_at").asText()).isEqualTo("2026-01-02T03:05:05Z");
        assertThat(nullsAmong(rendered, "transaction", "paid_at", "failure_code"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"successful", "failed", "expired"})
    void a_charge_that_has_ended_shows_its_whole_amount(String state) throws IOException {
        JsonNode rendered = render(charge(state, "points"));

        assertThat(rendered.get("authorized_amount").asLong()).isEqualTo(400_000);
        assertThat(rendered.get("captured_amount").asLong()).isEqualTo(400_000);
    }

    @Test
    void a_charge_that_was_withdrawn_expires_when_it_was() throws IOException {
        JsonNode rendered = render(SampleCharges.expired(points));

        assertThat(rendered.get("expires_at").asText()).isEqualTo("2026-01-02T03:05:05Z");
        assertThat(rendered.get("expires_at")).isEqualTo(rendered.get("expired_at"));
    }

    @Test
    void a_charge_that_nobody_paid_in_time_expires_at_its_deadline_whenever_that_is_noticed() throws IOException {
        JsonNode rendered = render(SampleCharges.noticedLate(points, Duration.ofSeconds(7)));

        assertThat(rendered.get("expires_at").asText()).isEqualTo("2026-01-09T03:04:05Z");
        assertThat(rendered.get("expired_at").asText()).isEqualTo("2026-01-09T03:04:05Z");
    }

    @Test
    void a_charge_that_failed_has_expired_too_once_its_deadline_has_passed() throws IOException {
        Charge failed = SampleCharges.failed(points);
        Instant deadline = failed.expiresAt();

        JsonNode before = render(SampleCharges.PUBLIC_URL, failed, deadline.minusNanos(1));
        JsonNode after = render(SampleCharges.PUBLIC_URL, failed, deadline);

        assertThat(before.get("expired").asBoolean()).isFalse();
        assertThat(before.get("expired_at").isNull()).isTrue();
        assertThat(after.get("status").asText()).isEqualTo("failed");
        assertThat(after.get("expired").asBoolean()).isTrue();
        assertThat(after.get("expired_at")).isEqualTo(after.get("expires_at")).isEqualTo(before.get("expires_at"));
    }

    @Test
    void a_charge_that_was_paid_never_expires() throws IOException {
        Charge paid = SampleCharges.successful(points);

        JsonNode rendered =
                render(SampleCharges.PUBLIC_URL, paid, paid.expiresAt().plusSeconds(1));

        assertThat(rendered.get("expired").asBoolean()).isFalse();
        assertThat(rendered.get("expired_at").isNull()).isTrue();
    }

    @Test
    void aPaymentCanBeVoidedOnTheDayItWasMadeOnly() throws IOException {
        Charge paid = SampleCharges.successful(atome);
        Instant midnight = Instant.parse("2026-01-03T00:00:00Z");

        assertThat(render(SampleCharges.PUBLIC_URL, paid, midnight.minusNanos(1))
                        .get("can_perform_void")
                        .asBoolean())
                .isTrue();
        assertThat(render(SampleCharges.PUBLIC_URL, paid, midnight)
                        .get("can_perform_void")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aRedirectedPayerFindsThePageAndAnOfflineOneTheCode() throws IOException {
        JsonNode redirect = render(SampleCharges.pending(points));
        JsonNode offline = render(SampleCharges.pending(atome));

        assertThat(redirect.get("authorize_uri").asText())
                .isEqualTo("https://pay.example/payments/pay2_test_5satang000000000004/authorize");
        assertThat(redirect.at("/source/scannable_code").isNull()).isTrue();
        assertThat(offline.get("authorize_uri").isNull()).isTrue();
        assertThat(offline.at("/source/scannable_code/image/download_uri").asText())
                .isEqualTo("https://pay.example/charges/chrg_test_5satang000000000003/documents/"
                        + "docu_test_5satang000000000005/downloads/679C6686556F8F0A");
    }

    @Test
    void aMerchantWhoAskedForSvgGetsTheAddressOfOne() throws IOException {
        Charge charge =
                SampleCharges.pending(SampleSources.atome().qrImageType("svg").build());

        JsonNode image = render(charge).at("/source/scannable_code/image");

        assertThat(image.get("filename").asText()).isEqualTo("qrcode.svg");
        assertThat(image.get("download_uri").asText()).endsWith("?format=svg");
    }

    @Test
    void textsOfMerchantsAreEscapedAndMetadataIsKeptAsItIs() throws IOException {
        Charge charge = SampleCharges.pending(points)
                .describe(
                        Optional.of("\"quoted\" \\ \n สตางค์ 😀"),
                        Optional.of(new RawJson("{\"z\":1,\"a\":{\"b\":[null,1.50]}}")));

        String text = new ChargeJson(SampleCharges.PUBLIC_URL).render(charge, SampleCharges.CREATED);

        assertThat(MAPPER.readTree(text).get("description").asText()).isEqualTo("\"quoted\" \\ \n สตางค์ 😀");
        assertThat(text).contains("\"metadata\":{\"z\":1,\"a\":{\"b\":[null,1.50]}}");
    }

    @ParameterizedTest(name = "{0} %")
    @CsvSource({"3.65, 3.65", "7, 7.0", "7.0, 7.0", "1.650, 1.65", "0, 0.0", "10, 10.0", "1E1, 10.0"})
    void ratesAreTextsWithAtLeastOneDecimal(String rate, String text) throws IOException {
        Pricing pricing = new Pricing(new BigDecimal(rate), new BigDecimal("7"), BigDecimal.ZERO, 0, false);

        assertThat(render(priced(pricing)).at("/transaction_fees/fee_rate").asText())
                .isEqualTo(text);
    }

    private Charge charge(String state, String method) {
        SourceCreated source = switch (method) {
            case "points" -> points;
            case "installment" -> installment;
            case "atome" -> atome;
            default -> throw new IllegalArgumentException(method);
        };
        return switch (state) {
            case "pending" -> SampleCharges.pending(source);
            case "successful" -> SampleCharges.successful(source);
            case "failed" -> SampleCharges.failed(source);
            case "expired" -> SampleCharges.expired(source);
            default -> throw new IllegalArgumentException(state);
        };
    }

    private Charge priced(Pricing pricing) {
        SourceCreated source = new SourceCreated(
                points.sourceId(),
                points.accountId(),
                points.livemode(),
                points.type(),
                points.flow(),
                points.amount(),
                points.currency(),
                pricing,
                points.failureCodes(),
                points.chargeExpirySeconds(),
                points.expirySettable(),
                points.expiryBounds(),
                points.refundable(),
                points.partiallyRefundable(),
                points.expiresAt(),
                points.instructions(),
                points.object());
        return SampleCharges.pending(source);
    }

    /** The charge that the seed shows, made of what the seed says. */
    private static Charge charge(JsonNode seed) {
        Instant created = Instant.parse(seed.get("created_at").asText());
        return new Charge(
                new ChargeId(seed.get("id").asText()),
                new AccountId(TestAccounts.ACCOUNT),
                seed.get("livemode").asBoolean(),
                1,
                new Money(
                        seed.get("amount").asLong(),
                        Currency.valueOf(seed.get("currency").asText())),
                new BySource(new SourceId(seed.at("/source/id").asText())),
                new PayPageId(pageId(seed)),
                created,
                Instant.parse(seed.get("expires_at").asText()),
                Optional.ofNullable(seed.get("description").textValue()),
                new RawJson(seed.get("metadata").toString()),
                terms(seed),
                Optional.empty(),
                new ChargeState.Pending());
    }

    private static ChargeTerms terms(JsonNode seed) {
        boolean installment = seed.get("interest").asLong() > 0;
        ObjectNode source = seed.get("source").deepCopy();
        // Null as in a source that has not been charged yet.
        source.replace("scannable_code", NullNode.getInstance());
        String[] download =
                seed.at("/source/scannable_code/image/download_uri").asText().split("/", -1);
        return new ChargeTerms(
                source.get("type").asText(),
                Flow.valueOf(source.get("flow").asText().toUpperCase(Locale.ROOT)),
                source.get("flow").asText().equals("offline") ? Instructions.QR_CODE : Instructions.NONE,
                Optional.of(new RawJson(source.toString())),
                List.of(),
                true,
                true,
                new Pricing(
                        new BigDecimal("3.65"),
                        new BigDecimal("7.0"),
                        new BigDecimal(installment ? "0.65" : "0"),
                        installment ? 4 : 0,
                        installment),
                true,
                Currency.valueOf(seed.get("funding_currency").asText()),
                "merchant@example.com",
                Optional.ofNullable(seed.get("return_uri").textValue()),
                Optional.empty(),
                List.of(),
                seed.at("/source/scannable_code/image/id").asText(),
                download[download.length - 1],
                PlatformFee.NONE,
                true,
                Optional.empty(),
                Optional.empty());
    }

    private static String pageId(JsonNode seed) {
        return Arrays.stream(seed.get("authorize_uri").asText().split("/", -1))
                .filter(part -> part.startsWith("pay2_"))
                .findFirst()
                .orElse("pay2_test_" + Ids.body(seed.get("id").asText()));
    }

    /** All that the seed has is rendered, with the same values; {@code differs} is one path that need not be. */
    private static void assertHas(JsonNode rendered, JsonNode seed, String path, Optional<String> differs) {
        if (differs.filter(path::equals).isPresent()) {
            return;
        }
        if (seed.isObject() && !seed.isEmpty()) {
            seed.properties().forEach(field -> {
                String name = path + "/" + field.getKey();
                assertThat(rendered.has(field.getKey())).as(name).isTrue();
                assertHas(rendered.get(field.getKey()), field.getValue(), name, differs);
            });
        } else {
            assertThat(rendered).as(path).isEqualTo(seed);
        }
    }

    private static String flagsOf(JsonNode charge) {
        return String.join(
                " ",
                FIELDS.stream()
                        .filter(name -> !name.equals("zero_interest_installments"))
                        .filter(name ->
                                charge.get(name).isBoolean() && charge.get(name).asBoolean())
                        .toList());
    }

    private static List<String> nullsAmong(JsonNode charge, String... names) {
        return Arrays.stream(names).filter(name -> charge.get(name).isNull()).toList();
    }

    private static JsonNode render(Charge charge) throws IOException {
        return render(SampleCharges.PUBLIC_URL, charge, SampleCharges.ENDED.plus(Duration.ofMinutes(1)));
    }

    private static JsonNode render(String publicUrl, Charge charge, Instant now) throws IOException {
        JsonNode rendered = MAPPER.readTree(new ChargeJson(publicUrl).render(charge, now));
        assertThat(rendered.at("/refunds/to").asText()).isEqualTo(TimeFormat.iso(now));
        return rendered;
    }

    private static JsonNode seed(String name) throws IOException {
        try (InputStream json = ChargeJsonTest.class.getResourceAsStream("/seeds/" + name + "-charge.json")) {
            return MAPPER.readTree(json);
        }
    }
}
