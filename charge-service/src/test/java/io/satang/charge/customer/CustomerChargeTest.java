package io.satang.charge.customer;

import static io.satang.charge.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestTopics;
import io.satang.charge.source.OffersServiceStandIn;
import io.satang.events.CardFailure;
import io.satang.events.TokenCreated;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer's card pays, again and again (reference omise-api §8.8). */
@QuarkusTest
class CustomerChargeTest {
    private static final String MONEY = "amount=100000&currency=thb";

    @Inject
    TestCards cards;

    @Inject
    Merchants merchants;

    @Inject
    TestTopics topics;

    private Shop shop;
    private TokenCreated first;
    private TokenCreated second;
    private String customer;

    @BeforeEach
    void twoCards() {
        shop = new Shop(merchants.open());
        first = cards.token(shop.merchant());
        second = cards.failing(shop.merchant(), new CardFailure("authorization", "insufficient_fund"));
        customer = shop.created("card=" + first.tokenId()).getString("id");
        shop.patched("/customers/" + customer, "card=" + second.tokenId());
    }

    @Test
    void the_default_card_pays_and_the_charge_says_whose_it_is() {
        JsonPath charge = charged("");

        assertThat(charge.getString("status")).isEqualTo("successful");
        assertThat(charge.getBoolean("paid")).isTrue();
        assertThat(charge.getString("customer")).isEqualTo(customer);
        assertThat(charge.getMap("card"))
                .isEqualTo(JsonPath.from(first.card().text()).getMap(""));
        assertThat(charge.<Object>get("source")).isNull();
        assertThat(charge.<Object>get("authorize_uri")).isNull();
        Map<String, Object> read =
                shop.found("/charges/" + charge.getString("id")).getMap("");
        assertThat(read.get("customer")).isEqualTo(customer);
        assertThat(read.get("status")).isEqualTo("successful");
    }

    @Test
    void a_card_that_is_named_pays_or_fails_as_it_does() {
        JsonPath charge = charged("&card=" + second.cardId());

        assertThat(charge.getString("status")).isEqualTo("failed");
        assertThat(charge.getString("failure_code")).isEqualTo("insufficient_fund");
        assertThat(charge.getString("card.id")).isEqualTo(second.cardId());
    }

    @Test
    void a_card_that_is_kept_redeems_offers_too_and_each_charge_anew() {
        JsonPath once = charged("&card_offer=" + OffersServiceStandIn.TENTH);
        JsonPath again = charged("&card_offer=" + OffersServiceStandIn.TENTH + "&card=" + first.cardId());

        assertThat(once.getLong("amount")).isEqualTo(90_000);
        assertThat(once.getString("customer")).isEqualTo(customer);
        assertThat(again.getLong("discount.amount")).isEqualTo(10_000);
        assertThat(again.getString("discount.redemption")).isNotEqualTo(once.getString("discount.redemption"));
    }

    @Test
    void the_same_card_pays_again() {
        List<String> ids = List.of(charged("").getString("id"), charged("").getString("id"));

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(shop.found("/charges").getList("data.customer")).containsExactly(customer, customer);
    }

    @Test
    void a_repetition_with_the_same_key_is_the_same_charge() {
        List<String> ids = List.of(keyed(), keyed());

        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
        assertThat(shop.found("/charges").getInt("total")).isOne();
    }

    @Test
    void the_money_is_held_when_it_is_not_to_be_taken() {
        JsonPath charge = charged("&capture=false");

        assertThat(charge.getBoolean("capture")).isFalse();
        assertThat(charge.getBoolean("authorized")).isTrue();
        assertThat(charge.getBoolean("paid")).isFalse();
    }

    @Test
    void a_payer_can_be_asked_who_he_is() {
        JsonPath charge = charged("&authentication=3DS&return_uri=" + Merchant.RETURN_URI);

        assertThat(charge.getString("status")).isEqualTo("pending");
        assertThat(charge.getString("authorize_uri")).contains("/payments/paym_test_");
    }

    @Test
    void what_a_card_was_when_it_paid_stays_with_its_charge() {
        String id = charged("").getString("id");
        shop.patched("/customers/" + customer + "/cards/" + first.cardId(), "name=Somsri");
        shop.deleted("/customers/" + customer);

        JsonPath charge = shop.found("/charges/" + id);

        assertThat(charge.getString("card.name")).isEqualTo("Somchai Prasert");
        assertThat(charge.getString("customer")).isEqualTo(customer);
    }

    @Test
    void the_customer_is_shown_whole_to_who_asks_for_it_as_long_as_it_is_there() {
        String path = "/charges/" + charged("").getString("id");

        JsonPath expanded = shop.found(path + "?expand=true");

        assertThat(expanded.getString("customer.object")).isEqualTo("customer");
        assertThat(expanded.getString("customer.id")).isEqualTo(customer);
        assertThat(expanded.getInt("customer.cards.total")).isEqualTo(2);
        assertThat(shop.found(path).getString("customer")).isEqualTo(customer);
        shop.deleted("/customers/" + customer);
        assertThat(shop.found(path + "?expand=true").getString("customer")).isEqualTo(customer);
    }

    @Test
    void a_card_that_is_not_there_pays_nothing() {
        String bare = shop.created("").getString("id");
        String gone = shop.created("").getString("id");
        shop.deleted("/customers/" + gone);
        shop.deleted("/customers/" + customer + "/cards/" + second.cardId());
        String foreign = new Shop(Merchant.OTHER).created("").getString("id");

        refused(charge("&card=" + second.cardId()), 404, "not_found", "card " + second.cardId() + " was not found");
        refused(charge("&card=tokn_test_x"), 404, "not_found", "card tokn_test_x was not found");
        refused(charge(bare, ""), 400, "missing_card", "customer has no card");
        refused(charge(gone, ""), 404, "not_found", "customer " + gone + " was not found");
        refused(charge(foreign, ""), 404, "not_found", "customer " + foreign + " was not found");
        refused(charge("cust_test_1", ""), 404, "not_found", "customer cust_test_1 was not found");
        refused(
                shop.merchant().charge(MONEY + "&card=" + first.cardId()),
                404,
                "not_found",
                "token " + first.cardId() + " was not found");
        assertThat(shop.found("/charges").getInt("total")).isZero();
    }

    @Test
    void others_are_told_of_the_charge_without_source_and_token() {
        String id = charged("").getString("id");

        assertThat(topics.awaitEvents(id, 2)).allSatisfy(event -> {
            assertThat(event.payload().sourceId()).isEmpty();
            assertThat(event.payload().tokenId()).isEmpty();
            assertThat(event.payload().object().text()).contains("\"customer\":\"" + customer + "\"");
        });
    }

    private String keyed() {
        return Merchant.succeeded(shop.merchant()
                        .request()
                        .header("Idempotency-Key", customer)
                        .contentType(ContentType.URLENC)
                        .body(MONEY + "&customer=" + customer)
                        .post("/charges"))
                .getString("id");
    }

    private JsonPath charged(String form) {
        return Merchant.succeeded(charge(form));
    }

    private Response charge(String form) {
        return charge(customer, form);
    }

    private Response charge(String id, String form) {
        return shop.merchant().charge(MONEY + "&customer=" + id + form);
    }
}
