package io.satang.offers.link;

import static io.satang.offers.Merchants.other;
import static io.satang.offers.Merchants.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.satang.events.EventType;
import io.satang.offers.Merchants;
import io.satang.offers.Programme;
import io.satang.offers.ServiceTest;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /cards/{id}/offers}: which cards have joined which offers. */
@ServiceTest
class CardOfferTest {
    @Inject
    OutboxRelay relay;

    private String card = "";

    @BeforeEach
    void register() {
        Merchants.ready();
        card = Programme.card(Programme.number());
    }

    @Test
    void each_time_a_card_joins_or_leaves_is_told_once() {
        String offer = Programme.offer();
        String link = Programme.link(card, offer);
        Programme.link(card, offer);
        owner().delete("/cards/" + card + "/offers/" + offer).then().statusCode(200);
        owner().delete("/cards/" + card + "/offers/" + offer).then().statusCode(200);
        Programme.link(card, offer);

        await().untilAsserted(() ->
                assertThat(Topics.of(EventType.CARD_LINKED.topic(), link)).hasSize(2));
        await().untilAsserted(() ->
                assertThat(Topics.of(EventType.CARD_UNLINKED.topic(), link)).hasSize(1));
    }

    @Test
    void no_sweep_of_the_outbox_is_needed_to_tell_it() {
        String offer = Programme.offer();
        await().untilAsserted(() ->
                assertThat(Topics.of(EventType.OFFER_LIVE.topic(), offer)).hasSize(1));
        long swept = relay.swept();

        String link = Programme.link(card, offer);
        owner().delete("/cards/" + card + "/offers/" + offer).then().statusCode(200);

        await().untilAsserted(() ->
                assertThat(Topics.of(EventType.CARD_UNLINKED.topic(), link)).hasSize(1));
        assertThat(Topics.of(EventType.CARD_LINKED.topic(), link)).hasSize(1);
        assertThat(relay.swept()).isEqualTo(swept);
    }

    @Test
    void linking_twice_answers_the_same_link() {
        String offer = Programme.offer();
        String link = Programme.link(card, offer);

        link(offer)
                .then()
                .statusCode(200)
                .body("object", equalTo("card_offer"))
                .body("id", equalTo(link))
                .body("card", equalTo(card))
                .body("offer", equalTo(offer))
                .body("state", equalTo("linked"))
                .body("redemptions", equalTo(0))
                .body("unlinked_at", nullValue());
    }

    @Test
    void a_card_leaves_and_comes_back_by_the_same_link() {
        String offer = Programme.offer();
        String link = Programme.link(card, offer);
        String path = "/cards/" + card + "/offers/" + offer;

        owner().delete(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("unlinked"))
                .body("unlinked_at", notNullValue());
        owner().delete(path).then().statusCode(200).body("state", equalTo("unlinked"));
        owner().get("/cards/" + card + "/offers").then().body("data.state", contains("unlinked"));
        link(offer).then().statusCode(200).body("id", equalTo(link)).body("state", equalTo("linked"));
        owner().get(path).then().statusCode(200).body("id", equalTo(link));
    }

    @Test
    void links_are_listed_by_their_state() {
        String joined = Programme.offer();
        String left = Programme.offer();
        Programme.link(card, joined);
        Programme.link(card, left);
        owner().delete("/cards/" + card + "/offers/" + left).then().statusCode(200);

        owner().get("/cards/" + card + "/offers?state=linked").then().body("data.offer", contains(joined));
        owner().get("/cards/" + card + "/offers?state=unlinked")
                .then()
                .body("data.offer", contains(left))
                .body("total", equalTo(1));
        owner().get("/cards/" + card + "/offers?state=joined")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo("state is invalid"));
    }

    @Test
    void an_offer_that_is_not_open_cannot_be_joined() {
        String paused = Programme.offer();
        owner().formParam("state", "paused").patch("/offers/" + paused).then().statusCode(200);

        link(paused).then().statusCode(400).body("message", equalTo("the offer is paused and cannot be joined"));
        link(Programme.offer(Map.of("state", "draft")))
                .then()
                .statusCode(400)
                .body("message", equalTo("the offer is draft and cannot be joined"));
        link(Programme.offer(Map.of("starts_at", "2040-01-01T00:00:00Z")))
                .then()
                .statusCode(200);
    }

    @Test
    void what_the_account_does_not_have_is_not_found() {
        String offer = Programme.offer();

        link("offr_test_5satang000000000404")
                .then()
                .statusCode(404)
                .body("message", equalTo("offer offr_test_5satang000000000404 was not found"));
        owner().formParam("offer_id", offer)
                .post("/cards/card_test_5satang000000000404/offers")
                .then()
                .statusCode(404);
        other().formParam("offer_id", offer)
                .post("/cards/" + card + "/offers")
                .then()
                .statusCode(404);
        owner().post("/cards/" + card + "/offers")
                .then()
                .statusCode(400)
                .body("message", equalTo("offer_id cannot be blank"));
        owner().get("/cards/" + card + "/offers/" + offer).then().statusCode(404);
        owner().delete("/cards/" + card + "/offers/" + offer).then().statusCode(404);
    }

    private Response link(String offer) {
        return owner().formParam("offer_id", offer).post("/cards/" + card + "/offers");
    }
}
