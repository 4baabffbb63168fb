package io.satang.source.create;

import static io.restassured.RestAssured.given;
import static io.satang.source.Merchants.ABSORBING;
import static io.satang.source.Merchants.JAPAN;
import static io.satang.source.Merchants.MALAYSIA;
import static io.satang.source.Merchants.OTHER_PUBLIC;
import static io.satang.source.Merchants.SINGAPORE;
import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.THAI_SECRET;
import static io.satang.source.Merchants.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.SourceCreated;
import io.satang.source.Merchants;
import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class CreateSourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS = List.of(
            "object",
            "id",
            "livemode",
            "location",
            "amount",
            "barcode",
            "bank",
            "created_at",
            "currency",
            "email",
            "flow",
            "installment_term",
            "ip",
            "absorption_type",
            "name",
            "mobile_number",
            "phone_number",
            "platform_type",
            "scannable_code",
            "qr_settings",
            "billing",
            "shipping",
            "items",
            "references",
            "provider_references",
            "store_id",
            "store_name",
            "terminal_id",
            "type",
            "zero_interest_installments",
            "charge_status",
            "receipt_amount",
            "discounts",
            "promotion_code",
            "supplier_id");

    @Inject
    Rows rows;

    @BeforeEach
    void merchantsAreKnown() {
        Merchants.ready();
    }

    @Test
    void pointsLookAsInTheSeed() throws Exception {
        Response response = as(THAI_PUBLIC)
                .formParam("amount", 400_000)
                .formParam("currency", "THB")
                .formParam("type", "points_citi")
                .post("/sources");

        assertShows(response, """
                {"object": "source", "livemode": false, "amount": 400000, "barcode": null, "currency": "THB", "email": null,
                 "flow": "redirect", "installment_term": null, "name": null, "mobile_number": null, "phone_number": null,
                 "scannable_code": null, "references": null, "store_id": null, "store_name": null, "terminal_id": null,
                 "type": "points_citi", "zero_interest_installments": null}
                """);
    }

    @Test
    void a_source_of_omise_dotnet_is_taken() {
        as(THAI_PUBLIC)
                .contentType(ContentType.JSON)
                .body("""
                        {"type": "alipay_cn", "flow": "None", "platform_type": "iOS", "amount": 10000, "currency": "thb",
                         "barcode": null, "bank": null, "email": null, "phone_number": null}
                        """)
                .post("/sources")
                .then()
                .statusCode(200)
                .body("platform_type", equalTo("IOS"))
                .body("flow", equalTo("app_redirect"));
        as(THAI_PUBLIC)
                .contentType(ContentType.JSON)
                .body("""
                        {"type": "promptpay", "flow": "None", "platform_type": "None", "amount": 10000, "currency": "THB"}
                        """)
                .post("/sources")
                .then()
                .statusCode(200)
                .body("platform_type", nullValue());
    }

    @Test
    void truemoney_by_mobile_number_alone_shows_both_names() {
        as(THAI_PUBLIC)
                .formParam("amount", 10_000)
                .formParam("currency", "THB")
                .formParam("type", "truemoney")
                .formParam("mobile_number", "0876543210")
                .post("/sources")
                .then()
                .statusCode(200)
                .body("mobile_number", equalTo("0876543210"))
                .body("phone_number", equalTo("0876543210"));
    }

    @Test
    void both_faults_of_a_request_are_named() {
        as(THAI_PUBLIC)
                .formParam("amount", "ten")
                .formParam("currency", "XXX")
                .formParam("type", "promptpay")
                .post("/sources")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo("currency is currently not supported and amount is not a number"));
    }

    @Test
    void atomeLooksAsInTheSeed() throws Exception {
        Response response = as(SINGAPORE)
                .formParam("amount", 50_000)
                .formParam("currency", "SGD")
                .formParam("type", "atome_qr")
                .post("/sources");

        assertShows(response, """
                {"object": "source", "livemode": false, "amount": 50000, "barcode": null, "bank": null, "currency": "SGD",
                 "email": null, "flow": "offline", "installment_term": null, "absorption_type": null, "name": null,
                 "mobile_number": null, "phone_number": null, "platform_type": null, "scannable_code": null, "billing": null,
                 "shipping": null, "items": [], "references": null, "store_id": null, "store_name": null, "terminal_id": null,
                 "type": "atome_qr", "zero_interest_installments": null, "charge_status": "unknown", "receipt_amount": null,
                 "discounts": []}
                """);
    }

    @Test
    void anInstallmentLooksAsInTheSeedWhenTheMerchantAbsorbsTheInterest() throws Exception {
        Response response = as(ABSORBING)
                .formParam("description", "Installment Payment Source")
                .formParam("amount", 500_000)
                .formParam("currency", "THB")
                .formParam("type", "installment_kbank")
                .formParam("installment_term", 4)
                .header("Omise-Version", "2019-05-29")
                .post("/sources");

        assertShows(response, """
                {"object": "source", "livemode": false, "type": "installment_kbank", "flow": "redirect", "amount": 500000,
                 "currency": "THB", "installment_term": 4, "absorption_type": "merchant", "zero_interest_installments": true}
                """);
    }

    @Test
    void theFieldsStandInTheOrderOfTheReference() throws Exception {
        ObjectNode source = (ObjectNode)
                JSON.readTree(create(THAI_PUBLIC, "promptpay", 10_000, "THB").asString());

        assertThat(source.fieldNames()).toIterable().containsExactlyElementsOf(FIELDS);
        assertThat(source.get("id").asText()).matches("src_test_[0-9a-z]{19}");
        assertThat(source.get("location").asText())
                .isEqualTo("/sources/" + source.get("id").asText());
        assertThat(source.get("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void everythingThatWasSaidIsShown() throws Exception {
        String body = """
                {"type": "atome", "amount": "50000", "currency": "sgd", "phone_number": 6587654321, "email": "payer@example.com",
                 "name": "Tan", "platform_type": "WEB", "store_id": "store-1", "store_name": "Orchard", "terminal_id": 7,
                 "promotion_code": "SPRING", "supplier_id": "sup-1", "mobile_number": "0876543210", "ip": "203.0.113.7",
                 "qr_settings": {"image_type": "svg"}, "installment_term": 0, "zero_interest_installments": false,
                 "capture": false, "metadata": null, "barcode": "",
                 "billing": {"country": "", "city": "", "postal_code": "", "state": "", "street1": "", "street2": ""},
                 "shipping": {"country": "SG", "city": "Singapore", "postal_code": 238801, "street1": "1 Orchard Road"},
                 "items": [{"name": "T-shirt", "amount": 25000, "quantity": "2", "sku": "t-1", "category": "clothes",
                            "brand": "none", "item_uri": "https://shop.example/t-1", "image_uri": "https://shop.example/t-1.png"},
                           {"name": "Sticker"}]}
                """;

        Response response =
                as(SINGAPORE).contentType(ContentType.JSON).body(body).post("/sources");

        assertShows(response, """
                {"type": "atome", "amount": 50000, "currency": "SGD", "phone_number": "6587654321", "email": "payer@example.com",
                 "name": "Tan", "platform_type": "WEB", "store_id": "store-1", "store_name": "Orchard", "terminal_id": "7",
                 "promotion_code": "SPRING", "supplier_id": "sup-1", "mobile_number": "0876543210", "ip": "203.0.113.7",
                 "qr_settings": {"image_type": "svg"}, "installment_term": null, "zero_interest_installments": null,
                 "barcode": null, "billing": null,
                 "shipping": {"city": "Singapore", "country": "SG", "postal_code": "238801", "state": null,
                              "street1": "1 Orchard Road", "street2": null},
                 "items": [{"name": "T-shirt", "amount": 25000, "quantity": 2, "sku": "t-1", "category": "clothes",
                            "brand": "none", "item_uri": "https://shop.example/t-1", "image_uri": "https://shop.example/t-1.png"},
                           {"name": "Sticker", "amount": null, "quantity": null, "sku": null, "category": null, "brand": null,
                            "item_uri": null, "image_uri": null}]}
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sources", "/sources/", "/sources/?type=promptpay"})
    void aTrailingSlashAndAQueryMakeNoDifference(String path) {
        as(THAI_PUBLIC)
                .formParam("amount", 10_000)
                .formParam("currency", "THB")
                .formParam("type", "promptpay")
                .post(path)
                .then()
                .statusCode(200)
                .contentType("application/json;charset=utf-8")
                .body("type", equalTo("promptpay"));
    }

    @Test
    void thePayersAddressIsKeptWhenThePublicKeyIsUsed() {
        as(THAI_PUBLIC)
                .header("X-Forwarded-For", "203.0.113.9")
                .formParam("amount", 10_000)
                .formParam("currency", "THB")
                .formParam("type", "promptpay")
                .post("/sources")
                .then()
                .body("ip", equalTo("203.0.113.9"));
        create(THAI_SECRET, "promptpay", 10_000, "THB").then().statusCode(200).body("ip", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "pkey_test_satang, points_citi, 1999, THB, amount must be greater than or equal to 2000 (thb subunits)",
        "pkey_test_satang, points_citi, 100000001, THB, amount must be less than or equal to 100000000 (thb subunits)",
        "skey_test_satang, promptpay, 0, THB, amount must be greater than or equal to 2000 (thb subunits)",
        "skey_test_satang, promptpay, -1, THB, amount must be greater than or equal to 2000 (thb subunits)",
        "pkey_test_singapore, atome_qr, 149, SGD, amount must be greater than or equal to 150 (sgd subunits)",
        "pkey_test_singapore, atome_qr, 300001, SGD, amount must be less than or equal to 300000 (sgd subunits)",
        "pkey_test_malaysia, atome_qr, 999, MYR, amount must be greater than or equal to 1000 (myr subunits)",
        "pkey_test_malaysia, atome_qr, 500001, MYR, amount must be less than or equal to 500000 (myr subunits)",
        "pkey_test_japan, paypay, 99, JPY, amount must be greater than or equal to 100 (jpy subunits)",
        "pkey_test_satang, promptpay, 15000001, THB, amount must be less than or equal to 15000000 (thb subunits)",
        "pkey_test_satang, promptpay, one, THB, amount is not a number",
        "pkey_test_satang, promptpay, , THB, amount is not a number",
        "pkey_test_satang, promptpay, 99999999999999999999, THB, amount is not a number",
        "pkey_test_satang, promptpay, 10000, USD, currency is currently not supported",
        "pkey_test_satang, atome_qr, 50000, SGD, currency is currently not supported",
        "pkey_test_satang, telepathy, 10000, THB, type is currently not supported",
        "pkey_test_satang, paynow, 10000, THB, type is currently not supported",
        "pkey_test_satang, truemoney, 10000, THB, phone_number cannot be blank",
        "pkey_test_satang, installment_kbank, 500000, THB, installment_term cannot be blank",
    })
    void eachLimitIsRefusedInTheDocumentedWords(
            String key, String type, String amount, String currency, String message) {
        as(key).formParam("amount", amount == null ? "" : amount)
                .formParam("currency", currency)
                .formParam("type", type)
                .post("/sources")
                .then()
                .statusCode(400)
                .contentType("application/json;charset=utf-8")
                .body("object", equalTo("error"))
                .body("location", equalTo("https://www.omise.co/api-errors#bad-request"))
                .body("code", equalTo("bad_request"))
                .body("message", equalTo(message));
    }

    @Test
    void theEventOnTheTopicIsTheRow() throws Exception {
        Response response = as(ABSORBING)
                .formParam("amount", 500_000)
                .formParam("currency", "THB")
                .formParam("type", "installment_kbank")
                .formParam("installment_term", 4)
                .header("X-Request-Id", "source-1")
                .post("/sources");
        String id = response.path("id");

        await().untilAsserted(() ->
                assertThat(Topics.of(EventType.SOURCE_CREATED.topic(), id)).hasSize(1));
        ConsumerRecord<String, String> message =
                Topics.of(EventType.SOURCE_CREATED.topic(), id).getFirst();
        EventEnvelope envelope = EventEnvelope.from(message);
        SourceCreated event = EventJson.read(message.value(), SourceCreated.class);

        assertThat(message.value()).isEqualTo(rows.single("SELECT payload FROM sources WHERE id = ?", id));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(getClass().getResourceAsStream("/schemas/source.created.json"))
                        .validate(message.value(), InputFormat.JSON))
                .isEmpty();
        assertThat(envelope.type()).isEqualTo(EventType.SOURCE_CREATED);
        assertThat(envelope.requestId()).contains("source-1");
        assertThat(envelope.version()).isEqualTo(1);
        assertThat(envelope.accountId()).isEqualTo("account_test_absorbing");
        assertThat(event.object().text()).isEqualTo(response.asString());
        assertThat(event.pricing().feeRate()).isEqualByComparingTo("3.65");
        assertThat(event.pricing().vatRate()).isEqualByComparingTo("7");
        assertThat(event.pricing().interestRate()).isEqualByComparingTo("0.65");
        assertThat(event.pricing().installmentTerm()).isEqualTo(4);
        assertThat(event.pricing().merchantAbsorbsInterest()).isTrue();
        assertThat(event.chargeExpirySeconds()).isEqualTo(604_800);
        assertThat(event.expirySettable()).isFalse();
        assertThat(event.refundable()).isTrue();
        assertThat(event.partiallyRefundable()).isFalse();
        assertThat(event.expiresAt()).isEmpty();
    }

    @Test
    void sourcesThatAreMadeAtOnceAreAllThereAndEachIsToldOnce() {
        long before = rows.count("SELECT count(*) FROM sources");
        Set<String> ids = new HashSet<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(32)) {
            IntStream.range(0, 200)
                    .mapToObj(i -> clients.submit(() ->
                            create(THAI_PUBLIC, "promptpay", 10_000 + i, "THB").<String>path("id")))
                    .toList()
                    .forEach(id -> ids.add(finished(id)));
        }
        assertThat(ids).hasSize(200);
        assertThat(rows.count("SELECT count(*) FROM sources") - before).isEqualTo(200);
        await().untilAsserted(() -> assertThat(Topics.read("source.created"))
                .filteredOn(message -> ids.contains(message.key()))
                .hasSize(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic !!!",
                "Basic Og==",
                "Bearer pkey_test_satang",
                "Basic cGtleV90ZXN0X3dyb25nOg=="
            })
    void whoIsNotKnownIsRefused(String authorization) {
        given().header("Authorization", authorization)
                .formParam("amount", 10_000)
                .post("/sources")
                .then()
                .statusCode(401)
                .body("object", equalTo("error"))
                .body("code", equalTo("authentication_failure"))
                .body("message", equalTo("authentication failed"));
    }

    @Test
    void everyCountryMakesItsOwnSources() {
        create(JAPAN, "paypay", 100, "JPY").then().statusCode(200).body("currency", equalTo("JPY"));
        create(SINGAPORE, "paynow", 100, "SGD").then().statusCode(200).body("flow", equalTo("offline"));
        create(MALAYSIA, "boost", 100, "MYR").then().statusCode(200).body("flow", equalTo("redirect"));
        create(OTHER_PUBLIC, "promptpay", 2_000, "THB").then().statusCode(200);
    }

    private static Response create(String key, String type, long amount, String currency) {
        return as(key).formParam("amount", amount)
                .formParam("currency", currency)
                .formParam("type", type)
                .post("/sources");
    }

    private static <T> T finished(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every field that is expected has its value; the answer may have more of them. */
    private static void assertShows(Response response, String expected) throws Exception {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        JsonNode source = JSON.readTree(response.asString());
        for (Map.Entry<String, JsonNode> field : JSON.readTree(expected).properties()) {
            assertThat(source.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue());
        }
    }
}
