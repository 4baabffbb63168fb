package io.satang.charge.customer;

import static io.satang.charge.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.events.TokenCreated;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /customers} and {@code /customers/{id}}. */
@QuarkusTest
class CustomerTest {
    private static final String UNKNOWN = "cust_test_5satang000000000000";

    @Inject
    TestCards cards;

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(merchants.open());
    }

    @Test
    void a_customer_without_a_card_is_answered_in_every_field() {
        Response answer = shop.create("email=a@example.com&description=Somchai&metadata[color]=red&metadata[size]=7");
        JsonPath made = Merchant.succeeded(answer);
        String id = made.getString("id");

        assertThat(id).matches("cust_test_[0-9a-z]{19}");
        assertThat(answer.asString())
                .isEqualTo("""
                        {"object":"customer","id":"%1$s","livemode":false,"location":"/customers/%1$s","deleted":false,\
                        "metadata":{"color":"red","size":"7"},\
                        "cards":{"object":"list","data":[],"limit":20,"offset":0,"total":0,"location":"/customers/%1$s/cards",\
                        "order":"chronological","from":"1970-01-01T00:00:00Z","to":"%2$s"},\
                        "default_card":null,\
                        "linked_accounts":{"object":"list","data":[],"limit":20,"offset":0,"total":0,\
                        "location":"/customers/%1$s/linked_accounts","order":"chronological","from":"1970-01-01T00:00:00Z","to":"%2$s"},\
                        "description":"Somchai","email":"a@example.com","created_at":"%3$s"}\
                        """.formatted(id, made.getString("cards.to"), made.getString("created_at")));
        assertThat(withoutNow(shop.found("/customers/" + id))).isEqualTo(withoutNow(made));
    }

    @Test
    void a_customer_is_made_of_nothing_at_all() {
        JsonPath made = shop.created("");

        assertThat(made.getMap("metadata")).isEmpty();
        assertThat(made.<Object>get("email")).isNull();
        assertThat(made.<Object>get("description")).isNull();
        assertThat(made.<Object>get("default_card")).isNull();
    }

    @Test
    void nulls_empty_texts_and_an_empty_card_are_as_good_as_nothing() {
        JsonPath made = Merchant.succeeded(shop.merchant()
                .request()
                .contentType(ContentType.JSON)
                .body("{\"email\":null,\"description\":\"\",\"metadata\":{},\"card\":\"\",\"default_card\":null}")
                .post("/customers/"));

        assertThat(made.getList("cards.data")).isEmpty();
    }

    @Test
    void a_customer_is_made_with_the_card_of_a_token() {
        TokenCreated token = cards.token(shop.merchant());

        JsonPath made = shop.created("email=a@example.com&card=" + token.tokenId());

        String id = made.getString("id");
        assertThat(made.getString("default_card")).isEqualTo(token.cardId());
        assertThat(made.getInt("cards.total")).isOne();
        Map<String, Object> card = made.getMap("cards.data[0]");
        Map<String, Object> expected = JsonPath.from(token.card().text()).getMap("");
        expected.put("location", "/customers/" + id + "/cards/" + token.cardId());
        assertThat(card).isEqualTo(expected);
        assertThat(card.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(cards.keeps(token.cardId())).isTrue();
        assertThat(rows.count("SELECT count(*) FROM vault_intents WHERE token_id = ?", token.tokenId()))
                .isZero();
    }

    @Test
    void a_default_card_is_shown_whole_to_who_asks_for_it() {
        TokenCreated token = cards.token(shop.merchant());
        String id = shop.created("card=" + token.tokenId()).getString("id");

        JsonPath expanded = shop.found("/customers/" + id + "?expand=true");

        assertThat(expanded.getMap("default_card")).isEqualTo(expanded.getMap("cards.data[0]"));
    }

    @Test
    void a_list_comes_in_pages_and_orders_also_asked_for_in_a_body() {
        List<String> ids = IntStream.range(0, 4)
                .mapToObj(i -> shop.created("description=" + i).getString("id"))
                .toList();

        assertThat(ids("")).isEqualTo(ids);
        assertThat(ids("?limit=2&offset=1")).isEqualTo(ids.subList(1, 3));
        assertThat(ids("?order=reverse_chronological&limit=1")).isEqualTo(ids.subList(3, 4));
        assertThat(ids("?to=2020-01-01")).isEmpty();
        JsonPath inBody = Merchant.succeeded(shop.merchant()
                .request()
                .contentType(ContentType.JSON)
                .body("{\"limit\":1,\"offset\":2,\"order\":null}")
                .get("/customers/"));
        assertThat(inBody.getList("data.id")).isEqualTo(ids.subList(2, 3));
        assertThat(inBody.getInt("total")).isEqualTo(4);
        assertThat(inBody.getString("location")).isEqualTo("/customers");
        assertThat(inBody.getMap("data[0]").get("description")).isEqualTo("2");
    }

    @Test
    void what_is_said_of_a_customer_changes_and_what_is_not_named_stays() {
        String path = "/customers/"
                + shop.created("email=a@example.com&description=one&metadata[a]=1")
                        .getString("id");

        JsonPath changed = shop.patched(path, "description=two");
        assertThat(changed.getString("description")).isEqualTo("two");
        assertThat(changed.getString("email")).isEqualTo("a@example.com");
        assertThat(changed.getMap("metadata")).isEqualTo(Map.of("a", "1"));

        JsonPath cleared = shop.patched(path, "email=&metadata[b]=2");
        assertThat(cleared.<Object>get("email")).isNull();
        assertThat(cleared.getMap("metadata")).isEqualTo(Map.of("b", "2"));
        assertThat(withoutNow(shop.found(path))).isEqualTo(withoutNow(cleared));
    }

    @Test
    void a_card_is_added_and_does_not_become_the_default_by_itself() {
        TokenCreated first = cards.token(shop.merchant());
        TokenCreated second = cards.token(shop.merchant());
        String path = "/customers/" + shop.created("").getString("id");

        assertThat(shop.patched(path, "card=" + first.tokenId()).getString("default_card"))
                .isEqualTo(first.cardId());
        JsonPath both = shop.patched(path, "card=" + second.tokenId());
        assertThat(both.getString("default_card")).isEqualTo(first.cardId());
        assertThat(both.getList("cards.data.id")).containsExactlyInAnyOrder(first.cardId(), second.cardId());

        JsonPath chosen = shop.patched(path, "default_card=" + second.cardId());
        assertThat(chosen.getString("default_card")).isEqualTo(second.cardId());
    }

    @Test
    void a_card_can_be_added_and_chosen_at_once() {
        TokenCreated first = cards.token(shop.merchant());
        TokenCreated second = cards.token(shop.merchant());
        String path = "/customers/" + shop.created("card=" + first.tokenId()).getString("id");

        JsonPath both = shop.patched(path, "card=" + second.tokenId() + "&default_card=" + second.cardId());

        assertThat(both.getString("default_card")).isEqualTo(second.cardId());
    }

    @Test
    void a_destroyed_customer_is_answered_a_last_time_and_its_cards_are_forgotten() {
        TokenCreated token = cards.token(shop.merchant());
        String id = shop.created("email=a@example.com&card=" + token.tokenId()).getString("id");
        String path = "/customers/" + id;

        JsonPath last = shop.deleted(path);

        assertThat(last.getString("object")).isEqualTo("customer");
        assertThat(last.getString("id")).isEqualTo(id);
        assertThat(last.getBoolean("livemode")).isFalse();
        assertThat(last.getString("location")).isEqualTo(path);
        assertThat(last.getBoolean("deleted")).isTrue();
        assertThat(last.<Object>get("default_card")).isNull();
        assertThat(last.getList("cards.data")).isEmpty();
        assertThat(last.getInt("cards.total")).isZero();
        assertThat(last.getString("email")).isEqualTo("a@example.com");
        assertThat(ids("")).isEmpty();
        for (Response answer : List.of(
                shop.get(path),
                shop.get(path + "/cards"),
                shop.patch(path, "description=x"),
                shop.patch(path, "card=" + cards.token(shop.merchant()).tokenId()),
                shop.delete(path))) {
            refused(answer, 404, "not_found", "customer " + id + " was not found");
        }
        await().until(() -> !cards.keeps(token.cardId()));
        await().until(() -> rows.count("SELECT count(*) FROM vault_intents WHERE token_id = ?", token.tokenId()) == 0);
    }

    @Test
    void another_accounts_customer_does_not_exist() {
        TokenCreated token = cards.token(shop.merchant());
        String id = shop.created("card=" + token.tokenId()).getString("id");
        String path = "/customers/" + id;
        Shop other = new Shop(Merchant.OTHER);

        for (Response answer : List.of(
                other.get(path),
                other.patch(path, "description=x"),
                other.patch(path, "card=" + cards.token(Merchant.OTHER).tokenId()),
                other.delete(path),
                other.get(path + "/cards"),
                other.get(path + "/cards/" + token.cardId()),
                other.patch(path + "/cards/" + token.cardId(), "name=x"),
                other.delete(path + "/cards/" + token.cardId()))) {
            refused(answer, 404, "not_found", "customer " + id + " was not found");
        }
        assertThat(shop.found(path).getInt("cards.total")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {UNKNOWN, "x", "%00", "%F0%9F%98%80", "chrg_test_5satang000000000000"})
    void an_unknown_customer_is_not_found(String id) {
        shop.get("/customers/" + id).then().statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void a_search_is_a_route_that_is_not_there() {
        refused(shop.get("/customers/search"), 404, "not_found", "the requested route was not found");
    }

    @Test
    void a_token_is_refused_as_the_vault_refuses_it_and_no_customer_is_made() {
        TokenCreated spent = cards.token(shop.merchant());
        shop.created("card=" + spent.tokenId());
        TokenCreated unknown = cards.unknown(shop.merchant());
        TokenCreated foreign = cards.token(Merchant.OTHER);

        refused(shop.create("card=" + spent.tokenId()), 400, "used_token", "token was already used");
        refused(
                shop.create("card=" + cards.expired(shop.merchant()).tokenId()),
                400,
                "invalid_card_token",
                "token has expired");
        refused(
                shop.create("card=" + unknown.tokenId()),
                404,
                "not_found",
                "token " + unknown.tokenId() + " was not found");
        refused(
                shop.create("card=" + foreign.tokenId()),
                404,
                "not_found",
                "token " + foreign.tokenId() + " was not found");
        refused(shop.create("card=tok_asdf"), 404, "not_found", "token tok_asdf was not found");
        assertThat(ids("")).hasSize(1);
        assertThat(rows.count(
                        "SELECT count(*) FROM vault_intents WHERE account_id = ?",
                        shop.merchant().accountId()))
                .isZero();
    }

    @Test
    void a_token_is_spent_once_also_by_the_customer_that_has_its_card() {
        TokenCreated token = cards.token(shop.merchant());
        String path = "/customers/" + shop.created("card=" + token.tokenId()).getString("id");

        refused(shop.patch(path, "card=" + token.tokenId()), 400, "used_token", "token was already used");
        shop.deleted(path + "/cards/" + token.cardId());
        refused(shop.patch(path, "card=" + token.tokenId()), 400, "used_token", "token was already used");
        assertThat(shop.found(path).getInt("cards.total")).isZero();
    }

    @Test
    void a_cards_number_has_no_business_here_and_is_not_repeated() {
        Response typed = shop.create("card=4242 4242 4242 4242");
        Response whole = shop.create("card[number]=4242424242424242&card[name]=x");

        refused(typed, 404, "not_found", "token … was not found");
        refused(
                whole,
                400,
                "invalid_card_token",
                "card must be the id of a token, as cards are taken by POST /tokens only");
    }

    @ParameterizedTest
    @CsvSource({
        "email, 256, email is too long (maximum is 255 characters)",
        "email, 2000, email is too long (maximum is 255 characters)",
        "description, 2049, description is too long (maximum is 2048 characters)",
    })
    void texts_are_bounded(String field, int length, String message) {
        String form = field + "=" + "x".repeat(length);
        String path = "/customers/" + shop.created("").getString("id");

        refused(shop.create(form), 400, "bad_request", message);
        refused(shop.patch(path, form), 400, "bad_request", message);
    }

    @Test
    void a_text_of_two_thousand_characters_is_kept() {
        String text = "ก".repeat(2_000);

        String id = shop.created("description=" + text).getString("id");

        assertThat(shop.found("/customers/" + id).getString("description")).isEqualTo(text);
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        refused(
                shop.create("email=" + "x".repeat(256) + "&metadata=1"),
                400,
                "bad_request",
                "email is too long (maximum is 255 characters) and Metadata should be a JSON hash");
    }

    @Test
    void metadata_are_bounded() {
        refused(
                shop.create("metadata[a]=" + "x".repeat(32_768)),
                400,
                "bad_request",
                "metadata is too long (maximum is 32768 characters)");
    }

    @Test
    void the_default_card_is_one_of_the_customers() {
        TokenCreated mine = cards.token(shop.merchant());
        TokenCreated others = cards.token(shop.merchant());
        String path = "/customers/" + shop.created("card=" + mine.tokenId()).getString("id");
        shop.created("card=" + others.tokenId());

        refused(
                shop.patch(path, "default_card=" + others.cardId()),
                404,
                "not_found",
                "card " + others.cardId() + " was not found");
        refused(shop.patch(path, "default_card=x"), 404, "not_found", "card x was not found");
        refused(
                shop.create("default_card=" + mine.cardId()),
                404,
                "not_found",
                "card " + mine.cardId() + " was not found");
        assertThat(shop.found(path).getString("default_card")).isEqualTo(mine.cardId());
    }

    @Test
    void there_are_no_linked_accounts_to_name() {
        refused(
                shop.create("linked_account=lacc_test_1"),
                404,
                "not_found",
                "linked account lacc_test_1 was not found");
    }

    private List<String> ids(String query) {
        return shop.found("/customers" + query).getList("data.id");
    }

    private static String withoutNow(JsonPath customer) {
        return customer.prettify().replaceAll("\"to\": \"[^\"]*\"", "");
    }
}
