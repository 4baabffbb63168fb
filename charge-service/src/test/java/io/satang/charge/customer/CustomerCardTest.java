package io.satang.charge.customer;

import static io.satang.charge.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.events.CardFailure;
import io.satang.events.TokenCreated;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.AccountId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /customers/{id}/cards} and {@code /customers/{id}/cards/{card}}, and what charges are told of cards. */
@QuarkusTest
class CustomerCardTest {
    private static final String UNKNOWN = "card_test_5satang000000000000";

    @Inject
    TestCards cards;

    @Inject
    Merchants merchants;

    @Inject
    CustomerCards customerCards;

    private Shop shop;
    private String customer;
    private TokenCreated first;
    private TokenCreated second;
    private TokenCreated third;

    @BeforeEach
    void threeCards() {
        shop = new Shop(merchants.open());
        List<TokenCreated> tokens = Stream.generate(() -> cards.token(shop.merchant()))
                .limit(3)
                .sorted((a, b) -> a.cardId().compareTo(b.cardId()))
                .toList();
        first = tokens.get(0);
        second = tokens.get(1);
        third = tokens.get(2);
        customer = "/customers/" + shop.created("card=" + second.tokenId()).getString("id");
        shop.patched(customer, "card=" + first.tokenId());
        shop.patched(customer, "card=" + third.tokenId());
    }

    @Test
    void cards_are_listed_in_pages_and_orders() {
        assertThat(ids("")).containsExactly(first.cardId(), second.cardId(), third.cardId());
        assertThat(ids("?limit=1&offset=0")).containsExactly(first.cardId());
        assertThat(ids("/?limit=1&offset=1")).containsExactly(second.cardId());
        assertThat(ids("?order=reverse_chronological&limit=2")).containsExactly(third.cardId(), second.cardId());
        assertThat(ids("?offset=3")).isEmpty();
        assertThat(ids("?to=2020-01-01")).isEmpty();
        JsonPath list = shop.found(customer + "/cards?limit=1");
        assertThat(list.getInt("total")).isEqualTo(3);
        assertThat(list.getString("location")).isEqualTo(customer + "/cards");
        assertThat(list.getString("object")).isEqualTo("list");
    }

    @Test
    void a_card_is_read_as_its_customer_shows_it() {
        JsonPath card = shop.found(path(second));

        assertThat(card.getMap("")).isEqualTo(shop.found(customer).getMap("cards.data[1]"));
        assertThat(card.getString("location")).isEqualTo(path(second));
    }

    @Test
    void name_expiry_and_address_change_and_nothing_else() {
        Map<String, Object> before = shop.found(path(first)).getMap("");

        JsonPath changed = shop.patched(
                path(first),
                "name=Somsri&expiration_month=3&expiration_year=2031&city=Chiang Mai&postal_code=50000&street1=&street2=12"
                        + "&state=CM&phone_number=0812345678&number=5555555555554444&last_digits=0000&id=x&brand=JCB");

        before.putAll(Map.of(
                "name", "Somsri",
                "expiration_month", 3,
                "expiration_year", 2031,
                "city", "Chiang Mai",
                "postal_code", "50000",
                "street2", "12",
                "state", "CM",
                "phone_number", "0812345678"));
        before.put("street1", null);
        assertThat(changed.getMap("")).isEqualTo(before);
        assertThat(changed.getMap("").keySet()).containsExactlyElementsOf(before.keySet());
        assertThat(shop.found(path(first)).getMap("")).isEqualTo(before);
    }

    @Test
    void numbers_come_as_numbers_and_nulls_and_zeros_change_nothing() {
        JsonPath changed = Merchant.succeeded(shop.merchant()
                .request()
                .contentType(ContentType.JSON)
                .body(
                        "{\"name\":null,\"expiration_month\":0,\"expiration_year\":2040,\"postal_code\":10110,\"city\":null}")
                .patch(path(first)));

        assertThat(changed.getString("name")).isEqualTo("Somchai Prasert");
        assertThat(changed.getInt("expiration_month")).isEqualTo(12);
        assertThat(changed.getInt("expiration_year")).isEqualTo(2040);
        assertThat(changed.getString("postal_code")).isEqualTo("10110");
        assertThat(changed.getString("city")).isEqualTo("Bangkok");
    }

    @ParameterizedTest
    @CsvSource({
        "expiration_month=13, expiration month is not between 1 and 12",
        "expiration_month=-1, expiration month is not between 1 and 12",
        "expiration_month=x, expiration_month is not a number",
        "expiration_year=99, expiration year is invalid",
        "name=4242 4242 4242 4242, name is invalid",
        "city=x4242424242424242x, city is invalid",
    })
    void what_is_wrong_with_a_change_is_said(String form, String message) {
        refused(shop.patch(path(first), form), 400, "invalid_card", message);
    }

    @Test
    void texts_are_bounded() {
        refused(
                shop.patch(path(first), "name=" + "x".repeat(2_000) + "&city=" + "x".repeat(256)),
                400,
                "invalid_card",
                "name is too long (maximum is 255 characters) and city is too long (maximum is 255 characters)");
    }

    @Test
    void a_card_does_not_grow_beyond_what_its_customer_may_hold() {
        shop.patched(customer, "metadata[a]=" + "ก".repeat(20_500));
        String address = Stream.of("city", "state", "street1", "street2")
                .map(name -> name + "=" + "ก".repeat(255))
                .collect(Collectors.joining("&"));

        shop.patch(path(first), address).then().statusCode(400).body("message", startsWith("customer is too large"));

        shop.patched(customer, "description=x");
    }

    @Test
    void a_live_card_does_not_expire_in_the_past_and_a_test_card_may() {
        assertThat(shop.patched(path(first), "expiration_year=2017").getInt("expiration_year"))
                .isEqualTo(2017);
        Shop live = new Shop(merchants.open(true, "live@example.com"));
        TokenCreated token = cards.token(live.merchant());
        String path =
                "/customers/" + live.created("card=" + token.tokenId()).getString("id") + "/cards/" + token.cardId();

        refused(live.patch(path, "expiration_year=2017"), 400, "invalid_card", "expiration date cannot be in the past");
        assertThat(live.patched(path, "name=x").getInt("expiration_year")).isEqualTo(2099);
    }

    @Test
    void an_unknown_card_is_not_found() {
        for (String id : List.of(UNKNOWN, "x", "%00")) {
            String card = customer + "/cards/" + id;
            shop.get(card).then().statusCode(404);
            shop.patch(card, "name=x").then().statusCode(404);
            shop.delete(card).then().statusCode(404);
        }
        refused(shop.get(customer + "/cards/" + UNKNOWN), 404, "not_found", "card " + UNKNOWN + " was not found");
        refused(shop.get(customer + "/cards/4242424242424242"), 404, "not_found", "card … was not found");
    }

    @Test
    void a_destroyed_card_is_answered_a_last_time_and_forgotten() {
        Map<String, Object> before = shop.found(path(first)).getMap("");

        JsonPath last = shop.deleted(path(first));

        before.put("deleted", true);
        assertThat(last.getMap("")).isEqualTo(before);
        refused(shop.get(path(first)), 404, "not_found", "card " + first.cardId() + " was not found");
        refused(shop.delete(path(first)), 404, "not_found", "card " + first.cardId() + " was not found");
        assertThat(ids("")).containsExactly(second.cardId(), third.cardId());
        assertThat(shop.found(customer).getString("default_card")).isEqualTo(second.cardId());
        await().until(() -> !cards.keeps(first.cardId()));
        assertThat(cards.keeps(second.cardId())).isTrue();
    }

    @Test
    void the_next_card_becomes_the_default_when_the_default_is_destroyed() {
        shop.deleted(path(second));
        assertThat(shop.found(customer).getString("default_card")).isEqualTo(third.cardId());

        shop.deleted(path(third));
        assertThat(shop.found(customer).getString("default_card")).isEqualTo(first.cardId());

        shop.deleted(path(first));
        assertThat(shop.found(customer).<Object>get("default_card")).isNull();
        assertThat(shop.found(customer).getInt("cards.total")).isZero();
    }

    @Test
    void a_customer_has_at_most_fifty_cards() {
        for (int i = 3; i < 50; i++) {
            shop.patched(customer, "card=" + cards.token(shop.merchant()).tokenId());
        }
        TokenCreated one = cards.token(shop.merchant());

        refused(
                shop.patch(customer, "card=" + one.tokenId()),
                400,
                "bad_request",
                "a customer can have at most 50 cards");
        JsonPath full = shop.found(customer);
        assertThat(full.getInt("cards.total")).isEqualTo(50);
        assertThat(full.getList("cards.data")).hasSize(20);
        assertThat(cards.keeps(one.cardId())).isFalse();
        shop.created("card=" + one.tokenId());
    }

    @Test
    void a_charge_is_told_of_the_default_card_or_of_the_one_it_names() {
        CardFailure failure = new CardFailure("authorization", "insufficient_fund");
        TokenCreated failing = cards.failing(shop.merchant(), failure);
        shop.patched(customer, "card=" + failing.tokenId());
        String id = customer.substring("/customers/".length());

        CustomerCards.ChargeableCard chosen = chargeable(id, Optional.empty());
        assertThat(chosen.card().value()).isEqualTo(second.cardId());
        assertThat(chosen.brand()).isEqualTo("Visa");
        assertThat(chosen.testFailure()).isEmpty();
        assertThat(chosen.object()).isEqualTo(second.card());
        assertThat(chargeable(id, Optional.of(failing.cardId())).testFailure()).contains(failure);
    }

    @Test
    void a_charge_is_refused_a_card_that_is_not_there() {
        String id = customer.substring("/customers/".length());
        String bare = shop.created("").getString("id");
        shop.deleted(path(second));

        notChargeable(id, Optional.of(second.cardId()), 404, "card " + second.cardId() + " was not found");
        notChargeable(bare, Optional.of(first.cardId()), 404, "card " + first.cardId() + " was not found");
        notChargeable(bare, Optional.empty(), 400, "customer has no card");
        notChargeable("x", Optional.empty(), 404, "customer x was not found");
        shop.deleted(customer);
        notChargeable(id, Optional.empty(), 404, "customer " + id + " was not found");
    }

    private CustomerCards.ChargeableCard chargeable(String id, Optional<String> card) {
        return customerCards
                .find(new AccountId(shop.merchant().accountId()), id, card)
                .await()
                .indefinitely();
    }

    private void notChargeable(String id, Optional<String> card, int status, String message) {
        Assertions.assertThatThrownBy(() -> chargeable(id, card))
                .isInstanceOfSatisfying(ApiException.class, refusal -> {
                    assertThat(refusal.error().status()).isEqualTo(status);
                    assertThat(refusal.error().message()).isEqualTo(message);
                });
    }

    private List<String> ids(String query) {
        return shop.found(customer + "/cards" + query).getList("data.id");
    }

    private String path(TokenCreated token) {
        return customer + "/cards/" + token.cardId();
    }
}
