package io.satang.source.token;

import static io.restassured.RestAssured.given;
import static io.satang.source.Merchants.LIVE;
import static io.satang.source.Merchants.OTHER_PUBLIC;
import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.THAI_SECRET;
import static io.satang.source.Merchants.as;
import static io.satang.source.token.Tokenization.tokenize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.satang.events.CardFailure;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.TokenCreated;
import io.satang.platform.card.CardNumber;
import io.satang.source.Merchants;
import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import io.satang.source.card.TestCards;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /tokens} and {@code GET /tokens/{id}}, in every form that clients use. */
@ServiceTest
class TokenTest {
    private static final String VISA = "4242424242424242";
    private static final List<String> TOKEN_FIELDS =
            List.of("object", "id", "livemode", "location", "used", "charge_status", "card", "created_at");
    private static final List<String> CARD_FIELDS = List.of(
            "object",
            "id",
            "livemode",
            "location",
            "deleted",
            "street1",
            "street2",
            "city",
            "state",
            "phone_number",
            "postal_code",
            "country",
            "financing",
            "bank",
            "brand",
            "fingerprint",
            "first_digits",
            "last_digits",
            "name",
            "expiration_month",
            "expiration_year",
            "security_code_check",
            "tokenization_method",
            "created_at");

    @Inject
    Rows rows;

    @Inject
    TestCards testCards;

    @BeforeEach
    void merchantsAreKnown() {
        Merchants.ready();
    }

    @Test
    void a_token_is_the_object_of_the_reference_field_by_field() {
        Response token = tokenize(THAI_PUBLIC, VISA);

        token.then()
                .statusCode(200)
                .body("object", equalTo("token"))
                .body("id", matchesPattern("tokn_test_[0-9a-z]{19}"))
                .body("livemode", is(false))
                .body("location", equalTo("http://127.0.0.1:8080/tokens/" + token.path("id")))
                .body("used", is(false))
                .body("charge_status", equalTo("unknown"))
                .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"))
                .body("card.object", equalTo("card"))
                .body("card.id", matchesPattern("card_test_[0-9a-z]{19}"))
                .body("card.location", nullValue())
                .body("card.deleted", is(false))
                .body("card.city", equalTo("Bangkok"))
                .body("card.postal_code", equalTo("10320"))
                .body("card.street1", nullValue())
                .body("card.country", equalTo("us"))
                .body("card.financing", equalTo("credit"))
                .body("card.bank", equalTo("JPMORGAN CHASE BANK N.A."))
                .body("card.brand", equalTo("Visa"))
                .body("card.fingerprint", matchesPattern("[A-Za-z0-9+/]{43}="))
                .body("card.first_digits", nullValue())
                .body("card.last_digits", equalTo("4242"))
                .body("card.name", equalTo("Somchai Prasert"))
                .body("card.expiration_month", is(12))
                .body("card.expiration_year", is(2030))
                .body("card.security_code_check", is(true))
                .body("card.tokenization_method", nullValue())
                .body("card.created_at", equalTo(token.path("created_at")));
        assertThat(token.<Map<String, Object>>path("$").keySet()).containsExactlyElementsOf(TOKEN_FIELDS);
        assertThat(token.<Map<String, Object>>path("card").keySet()).containsExactlyElementsOf(CARD_FIELDS);
    }

    @Test
    void a_token_is_read_as_it_was_made() {
        Response token = tokenize(THAI_PUBLIC, VISA);

        Response again = as(THAI_PUBLIC).get("/tokens/" + token.path("id"));

        again.then().statusCode(200);
        assertThat(again.asString()).isEqualTo(token.asString());
        as(THAI_PUBLIC).get("/tokens/" + token.path("id") + "/").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card[name]=J&card[number]=4242424242424242&card[expiration_month]=2&card[expiration_year]=2017",
                "card%5Bname%5D=J&card%5Bnumber%5D=4242+4242+4242+4242&card%5Bexpiration_month%5D=02&card%5Bexpiration_year%5D=2030&card%5Bcity%5D=",
            })
    void forms_are_read_with_their_brackets_raw_or_encoded(String form) {
        as(THAI_PUBLIC)
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/tokens/")
                .then()
                .statusCode(200)
                .body("card.last_digits", equalTo("4242"))
                .body("card.city", nullValue())
                .body("card.expiration_month", is(2))
                .body("card.security_code_check", is(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"card\":{\"name\":\"J\",\"number\":\"4242424242424242\",\"expiration_month\":10,\"expiration_year\":2020,\"city\":null,\"street1\":\"\",\"security_code\":null},\"tokenization\":null}",
                "{\"card\":{\"name\":\"J\",\"number\":4242424242424242,\"expiration_month\":\"10\",\"expiration_year\":\"2020\",\"security_code\":123,\"postal_code\":10320}}",
            })
    void json_is_read_with_nulls_and_numbers_for_texts(String body) {
        as(THAI_PUBLIC)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/tokens")
                .then()
                .statusCode(200)
                .body("card.expiration_month", is(10))
                .body("card.street1", nullValue());
    }

    @Test
    void only_a_public_key_of_the_account_opens_its_tokens() {
        String id = tokenize(THAI_PUBLIC, VISA).path("id");

        as(OTHER_PUBLIC)
                .get("/tokens/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"))
                .body("message", equalTo("token " + id + " was not found"));
        as(THAI_SECRET).get("/tokens/" + id).then().statusCode(403).body("code", equalTo("not_authorized"));
        tokenize(THAI_SECRET, VISA).then().statusCode(403).body("code", equalTo("not_authorized"));
        given().get("/tokens/" + id).then().statusCode(401).body("code", equalTo("authentication_failure"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /tokens/tokn_test_0000000000000000000, 404, not_found",
        "GET, /tokens/tok_asdf, 404, not_found",
        "GET, /tokens, 405, bad_request",
        "PATCH, /tokens/tokn_test_0000000000000000000, 405, bad_request",
        "POST, /internal/tokens/tokn_test_0000000000000000000/use, 404, not_found",
        "POST, /internal/cards/card_test_0000000000000000000/delete, 404, not_found",
    })
    void what_is_not_there_is_an_error_object(String method, String path, int status, String code) {
        as(THAI_PUBLIC)
                .request(method, path)
                .then()
                .statusCode(status)
                .body("object", equalTo("error"))
                .body("code", equalTo(code));
    }

    @Test
    void a_number_that_is_taken_for_an_id_is_not_repeated() {
        assertThat(as(THAI_PUBLIC).get("/tokens/4242424242424242").asString())
                .contains("not_found")
                .doesNotContain("42424242");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "card[number]=4242 | invalid_card | expiration month can't be blank, expiration month is not between 1 and 12, name can't be blank, expiration year can't be blank, expiration year is invalid, number is invalid, and brand not supported (unknown)",
                "card[name]=J&card[number]=4242424242424241&card[expiration_month]=12&card[expiration_year]=2030 | invalid_card | number is invalid",
                "card[name]=J&card[number]=42424242424242424242&card[expiration_month]=12&card[expiration_year]=2030 | invalid_card | number is invalid",
                "card[name]=J&card[number]=9999999999999995&card[expiration_month]=12&card[expiration_year]=2030 | invalid_card | brand not supported (unknown)",
                "card[name]=J&card[number]=4242424242424242&card[expiration_month]=12&card[expiration_year]=2030&card[security_code]=12345 | invalid_card | security code is invalid",
                "card[name]=J&card[number][a]=4&card[expiration_month]=12&card[expiration_year]=2030 | invalid_card | number is invalid and brand not supported (unknown)",
                "card=4242424242424242 | bad_request | card is invalid",
                "tokenization[method]=googlepay&tokenization[data]=x | bad_request | tokenization method is currently not supported",
            })
    void a_card_that_is_not_in_order_is_refused_and_leaves_nothing(String form, String code, String message) {
        long before = rows.count("SELECT (SELECT count(*) FROM tokens) + (SELECT count(*) FROM token_secrets)");

        as(THAI_PUBLIC)
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/tokens")
                .then()
                .statusCode(400)
                .body("object", equalTo("error"))
                .body("code", equalTo(code))
                .body("message", equalTo(message));
        assertThat(rows.count("SELECT (SELECT count(*) FROM tokens) + (SELECT count(*) FROM token_secrets)"))
                .isEqualTo(before);
    }

    @Test
    void nothing_at_all_is_an_invalid_card() {
        as(THAI_PUBLIC).post("/tokens").then().statusCode(400).body("code", equalTo("invalid_card"));
    }

    @Test
    void a_live_token_takes_no_expired_card_and_knows_no_test_cards() throws Exception {
        Map<String, Object> expired =
                Map.of("name", "J", "number", VISA, "expiration_month", 2, "expiration_year", 2017);
        as(LIVE).contentType(ContentType.JSON)
                .body(Map.of("card", expired))
                .post("/tokens")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_card"))
                .body("message", equalTo("expiration date cannot be in the past"));

        Response token = tokenize(LIVE, "4111111111140011");

        token.then()
                .statusCode(200)
                .body("livemode", is(true))
                .body("id", matchesPattern("tokn_[0-9a-z]{19}"))
                .body("card.id", matchesPattern("card_[0-9a-z]{19}"));
        assertThat(announced(token.path("id")).testFailure()).isEmpty();
    }

    @Test
    void each_test_card_is_announced_with_what_it_does() {
        Map<String, String> numbers = testCards.numbers().stream()
                .collect(
                        Collectors.toMap(number -> tokenize(THAI_PUBLIC, number).path("id"), Function.identity()));

        await().untilAsserted(() -> {
            Map<String, Optional<CardFailure>> announced = Topics.read("token.created").stream()
                    .filter(message -> numbers.containsKey(message.key()))
                    .collect(Collectors.toMap(
                            message -> numbers.get(message.key()),
                            message -> payload(message).testFailure()));
            assertThat(announced.keySet()).isEqualTo(testCards.numbers());
            assertThat(announced)
                    .allSatisfy((number, failure) ->
                            assertThat(failure).isEqualTo(testCards.failure(new CardNumber(number))));
        });
    }

    @Test
    void a_token_is_announced_without_its_secrets_and_as_the_schema_says() throws Exception {
        Response token = tokenize(THAI_PUBLIC, VISA);
        String id = token.path("id");

        TokenCreated announced = announced(id);

        ConsumerRecord<String, String> message =
                Topics.of(EventType.TOKEN_CREATED.topic(), id).getFirst();
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(getClass().getResourceAsStream("/schemas/token.created.json"))
                        .validate(new ObjectMapper().readTree(message.value())))
                .isEmpty();
        assertThat(EventEnvelope.from(message).version()).isOne();
        assertThat(announced.cardId()).isEqualTo(token.path("card.id"));
        assertThat(announced.securityCode()).isTrue();
        assertThat(announced.brand()).isEqualTo("Visa");
        assertThat(new ObjectMapper().readTree(announced.card().text()))
                .isEqualTo(new ObjectMapper().readTree(token.asString()).get("card"));
        assertThat(message.value()).doesNotContain(VISA, "987");
    }

    @Test
    void the_same_card_has_one_fingerprint_within_an_account_and_another_elsewhere() {
        String fingerprint = tokenize(THAI_PUBLIC, VISA).path("card.fingerprint");

        tokenize(THAI_PUBLIC, VISA).then().body("card", hasEntry("fingerprint", fingerprint));
        assertThat(tokenize(THAI_PUBLIC, "4111111111111111").<String>path("card.fingerprint"))
                .isNotEqualTo(fingerprint);
        assertThat(tokenize(OTHER_PUBLIC, VISA).<String>path("card.fingerprint"))
                .isNotEqualTo(fingerprint);
    }

    private static TokenCreated announced(String id) throws Exception {
        await().untilAsserted(() ->
                assertThat(Topics.of(EventType.TOKEN_CREATED.topic(), id)).hasSize(1));
        return payload(Topics.of(EventType.TOKEN_CREATED.topic(), id).getFirst());
    }

    private static TokenCreated payload(ConsumerRecord<String, String> message) {
        try {
            return EventJson.read(message.value(), TokenCreated.class);
        } catch (io.satang.events.MalformedEventException e) {
            throw new IllegalStateException(e);
        }
    }
}
