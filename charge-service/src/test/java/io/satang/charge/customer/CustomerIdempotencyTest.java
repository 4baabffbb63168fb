package io.satang.charge.customer;

import static io.satang.charge.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.Together;
import io.satang.events.TokenCreated;
import io.satang.platform.idempotency.IdempotencyRequest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST /customers} with an idempotency key makes one customer, however often it is sent. */
@QuarkusTest
class CustomerIdempotencyTest {
    @Inject
    TestCards cards;

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    private final String key = UUID.randomUUID().toString();
    private Shop shop;
    private TokenCreated token;

    @BeforeEach
    void open() {
        shop = new Shop(merchants.open());
        token = cards.token(shop.merchant());
    }

    @Test
    void a_repeat_is_answered_the_same_and_its_token_is_not_refused() {
        Response first = create("email=a@example.com&card=" + token.tokenId());
        Response second = create("email=a@example.com&card=" + token.tokenId());

        first.then().statusCode(200);
        assertThat(first.header(IdempotencyRequest.REPLAYED_HEADER)).isNull();
        second.then().statusCode(200).header(IdempotencyRequest.REPLAYED_HEADER, equalTo("true"));
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(first.jsonPath().getString("default_card")).isEqualTo(token.cardId());
        assertThat(made()).isOne();
    }

    @Test
    void a_customer_without_a_card_is_made_once_too() {
        String first = create("description=Somchai").asString();

        assertThat(create("description=Somchai").asString()).isEqualTo(first);
        assertThat(made()).isOne();
    }

    @Test
    void the_same_key_with_another_request_is_refused() {
        create("description=Somchai");

        refused(
                create("description=Somsri"),
                422,
                "idempotency_key_mismatch",
                "idempotency key was used with another request");

        assertThat(made()).isOne();
    }

    @Test
    void the_key_of_a_request_that_was_refused_is_free() {
        String unknown = cards.unknown(shop.merchant()).tokenId();
        refused(create("card=" + unknown), 404, "not_found", "token " + unknown + " was not found");

        create("card=" + token.tokenId()).then().statusCode(200);

        assertThat(made()).isOne();
    }

    @Test
    void a_request_whose_answer_of_the_vault_was_lost_goes_on_where_it_stopped() {
        cards.losesAnswer(token.tokenId());
        create("card=" + token.tokenId()).then().statusCode(503);
        cards.recovers(token.tokenId());

        create("card=" + token.tokenId()).then().statusCode(200);

        assertThat(made()).isOne();
        assertThat(cards.keeps(token.cardId())).isTrue();
    }

    @Test
    void of_twenty_repeats_at_once_one_makes_the_customer_and_the_others_say_the_same() {
        List<Response> answers = Together.run(20, () -> create("card=" + token.tokenId()));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers)
                .extracting(Response::asString)
                .containsOnly(answers.getFirst().asString());
        assertThat(answers)
                .filteredOn(answer -> answer.header(IdempotencyRequest.REPLAYED_HEADER) == null)
                .hasSize(1);
        assertThat(made()).isOne();
        assertThat(rows.count("SELECT count(*) FROM vault_intents WHERE token_id = ?", token.tokenId()))
                .isZero();
    }

    @Test
    void another_account_has_keys_of_its_own() {
        Shop other = new Shop(merchants.open());

        String first = create(shop, "description=Somchai").jsonPath().getString("id");
        String second = create(other, "description=Somchai").jsonPath().getString("id");

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void a_repeat_is_answered_although_the_customer_has_been_destroyed() {
        String first = create("description=Somchai").asString();
        shop.deleted("/customers/" + JsonPath.from(first).getString("id"));

        assertThat(create("description=Somchai").asString()).isEqualTo(first);
        assertThat(made()).isZero();
    }

    @Test
    void a_card_is_added_once_and_its_token_is_not_refused() {
        String path = "/customers/" + create("").jsonPath().getString("id");

        Response first = patch(path, "adding", "card=" + token.tokenId());
        Response second = patch(path, "adding", "card=" + token.tokenId());

        first.then().statusCode(200).body("cards.total", equalTo(1));
        second.then().statusCode(200).header(IdempotencyRequest.REPLAYED_HEADER, equalTo("true"));
        assertThat(second.asString()).isEqualTo(first.asString());
        refused(patch(path, "again", "card=" + token.tokenId()), 400, "used_token", "token was already used");
        refused(
                patch(path, "adding", "description=Somsri"),
                422,
                "idempotency_key_mismatch",
                "idempotency key was used with another request");
    }

    @Test
    void of_twenty_that_add_a_card_at_once_one_does_and_the_others_say_the_same() {
        String path = "/customers/" + create("").jsonPath().getString("id");

        List<Response> answers = Together.run(20, () -> patch(path, "adding", "card=" + token.tokenId()));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers)
                .extracting(Response::asString)
                .containsOnly(answers.getFirst().asString());
        assertThat(shop.found(path).getInt("cards.total")).isOne();
    }

    private Response patch(String path, String name, String form) {
        return shop.merchant()
                .request()
                .header(IdempotencyRequest.HEADER, key + name)
                .contentType(ContentType.URLENC)
                .body(form)
                .patch(path);
    }

    private int made() {
        return shop.found("/customers").getInt("total");
    }

    private Response create(String form) {
        return create(shop, form);
    }

    private Response create(Shop where, String form) {
        Merchant merchant = where.merchant();
        return merchant.request()
                .header(IdempotencyRequest.HEADER, key)
                .contentType(ContentType.URLENC)
                .body(form)
                .post("/customers");
    }
}
