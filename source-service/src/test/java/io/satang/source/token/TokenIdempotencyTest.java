package io.satang.source.token;

import static io.satang.source.Merchants.OTHER_PUBLIC;
import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.satang.source.Merchants;
import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An Idempotency-Key makes one token, and what is kept for it says nothing of the card. */
@ServiceTest
class TokenIdempotencyTest {
    private static final String VISA = "4242424242424242";

    private final String key = UUID.randomUUID().toString();

    @Inject
    Rows rows;

    @BeforeEach
    void merchantsAreKnown() {
        Merchants.ready();
    }

    @Test
    void the_same_card_is_answered_the_same_token() {
        Response first = create(THAI_PUBLIC, Map.of());
        Response again = create(THAI_PUBLIC, Map.of("number", "4242 4242 4242 4242", "expiration_month", "12"));

        first.then().statusCode(200).header("Idempotent-Replayed", nullValue());
        again.then().statusCode(200).header("Idempotent-Replayed", equalTo("true"));
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(rows.count("SELECT count(*) FROM tokens JOIN idempotency_keys ON source_id = id WHERE key = ?", key))
                .isOne();
    }

    @Test
    void another_card_name_or_address_is_another_request() {
        create(THAI_PUBLIC, Map.of()).then().statusCode(200);

        for (Map<String, Object> other : List.<Map<String, Object>>of(
                Map.of("number", "4111111111111111"),
                Map.of("name", "Somsri"),
                Map.of("expiration_year", 2031),
                Map.of("city", "Chiang Mai"))) {
            create(THAI_PUBLIC, other).then().statusCode(422).body("code", equalTo("idempotency_key_mismatch"));
        }
        create(OTHER_PUBLIC, Map.of()).then().statusCode(200).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void the_security_code_leaves_no_trace_by_which_it_could_be_found() {
        create(THAI_PUBLIC, Map.of("security_code", "123")).then().statusCode(200);
        String hash = rows.texts("SELECT request_hash FROM idempotency_keys WHERE key = ?", key)
                .getFirst();

        create(THAI_PUBLIC, Map.of("security_code", "124"))
                .then()
                .statusCode(200)
                .header("Idempotent-Replayed", equalTo("true"));

        assertThat(rows.texts("SELECT request_hash FROM idempotency_keys WHERE key = ?", key))
                .containsExactly(hash);
    }

    @Test
    void a_refused_card_may_be_corrected_under_the_same_key() {
        create(THAI_PUBLIC, Map.of("number", "4242424242424241")).then().statusCode(400);

        create(THAI_PUBLIC, Map.of()).then().statusCode(200).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void repetitions_that_come_at_once_make_one_token() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(32)) {
            List<Future<Response>> answers = IntStream.range(0, 32)
                    .mapToObj(i -> clients.submit(() -> create(THAI_PUBLIC, Map.of())))
                    .toList();
            String first = answers.getFirst().get().asString();
            for (Future<Response> answer : answers) {
                assertThat(answer.get().asString()).isEqualTo(first);
            }
        }
        assertThat(rows.count("SELECT count(*) FROM idempotency_keys WHERE key = ?", key))
                .isOne();
    }

    private Response create(String apiKey, Map<String, Object> changes) {
        Map<String, Object> card = new HashMap<>(Tokenization.card(VISA));
        card.putAll(changes);
        return as(apiKey)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("card", card))
                .post("/tokens");
    }
}
