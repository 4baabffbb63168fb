package io.satang.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.satang.events.CardChanged;
import io.satang.events.CardOfferChanged;
import io.satang.events.CustomerChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.OfferMoved;
import io.satang.events.RawJson;
import io.satang.events.RedemptionChanged;
import io.satang.webhook.Merchant.Charge;
import io.satang.webhook.event.ChargeServiceStandIn;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What merchants read back (reference omise-api §8.19 and §5.1). */
@QuarkusTest
class EventResourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void anEventIsTheObjectAndWhatHappenedToIt() {
        Merchant merchant = Merchant.open();
        Charge charge = merchant.charge();
        Instant before = Merchant.now().truncatedTo(ChronoUnit.SECONDS);
        String eventId = charge.completed();
        awaitEvents(merchant, 1);

        String createdAt = merchant.request()
                .get("/events/" + eventId)
                .then()
                .statusCode(200)
                .contentType("application/json; charset=utf-8")
                .body("object", equalTo("event"))
                .body("id", equalTo(eventId))
                .body("livemode", equalTo(false))
                .body("location", equalTo("/events/" + eventId))
                .body("webhook_deliveries", hasSize(0))
                .body("data.object", equalTo("charge"))
                .body("data.id", equalTo(charge.id()))
                .body("data.description", equalTo("ข้าว"))
                .body("key", equalTo("charge.complete"))
                .body("version", equalTo(2))
                .extract()
                .path("created_at");

        assertThat(createdAt).hasSize("2026-01-02T03:04:05Z".length());
        assertThat(Instant.parse(createdAt)).isBetween(before, Merchant.now());
    }

    @Test
    void the_request_that_caused_an_event_is_kept_for_us_and_not_shown() throws SQLException {
        Merchant merchant = Merchant.open();
        Charge charge = merchant.charge();
        EventEnvelope caused = new EventEnvelope(
                "0trace" + System.nanoTime(),
                EventType.CHARGE_CREATED,
                charge.id(),
                1,
                merchant.accountId(),
                false,
                Merchant.now(),
                Optional.of("request-7"));
        Merchant.publish(caused, charge.payload());
        awaitEvents(merchant, 1);

        assertThat(Tables.text("SELECT request_id FROM events WHERE object_id = ?", charge.id()))
                .isEqualTo("request-7");
        assertThat(merchant.request().get("/events").asString()).doesNotContain("request-7");
    }

    @Test
    void eventsAreListedOldestFirst() {
        Merchant merchant = Merchant.open();
        Charge charge = merchant.charge();
        List<String> events = List.of(charge.created(), charge.completed());
        awaitEvents(merchant, 2);

        merchant.request()
                .get("/events")
                .then()
                .statusCode(200)
                .body("object", equalTo("list"))
                .body("location", equalTo("/events"))
                .body("total", equalTo(2))
                .body("limit", equalTo(20))
                .body("offset", equalTo(0))
                .body("order", equalTo("chronological"))
                .body("data.id", equalTo(events))
                .body("data.key", equalTo(List.of("charge.create", "charge.complete")))
                .body("data.data.id", equalTo(List.of(charge.id(), charge.id())));
    }

    @Test
    void events_of_customers_and_their_cards_are_events_too() {
        Merchant merchant = Merchant.open();
        String customer = "cust_test_5satang000000000009";
        String card = "card_test_5satang000000000006";
        Merchant.publish(
                merchant.envelope(EventType.CUSTOMER_CREATED, customer, 1),
                EventJson.write(new CustomerChanged(customer, 1, object("customer", customer))));
        Merchant.publish(
                merchant.envelope(EventType.CARD_DESTROYED, card, 1),
                EventJson.write(new CardChanged(card, customer, 1, object("card", card))));
        awaitEvents(merchant, 2);

        merchant.request()
                .get("/events")
                .then()
                .statusCode(200)
                .body("data.key", containsInAnyOrder("customer.create", "card.destroy"))
                .body("data.data.id", containsInAnyOrder(customer, card))
                .body("data.version", equalTo(List.of(1, 1)));
    }

    @Test
    void events_of_offers_are_events_too() {
        Merchant merchant = Merchant.open();
        String offer = "offr_test_5satang000000000011";
        String link = "cdof_test_5satang000000000012";
        String card = "card_test_5satang000000000006";
        String redemption = "rdmp_test_5satang000000000010";
        Merchant.publish(
                merchant.envelope(EventType.OFFER_LIVE, offer, 1),
                EventJson.write(new OfferMoved(offer, "live", 1, object("offer", offer))));
        Merchant.publish(
                merchant.envelope(EventType.CARD_LINKED, link, 1),
                EventJson.write(new CardOfferChanged(link, card, offer, "linked", 1, object("card_offer", link))));
        Merchant.publish(
                merchant.envelope(EventType.OFFER_REDEEMED, redemption, 1),
                EventJson.write(new RedemptionChanged(
                        redemption,
                        offer,
                        link,
                        card,
                        "chrg_test_5satang000000000003",
                        "confirmed",
                        500,
                        0,
                        "THB",
                        Optional.empty(),
                        1,
                        object("redemption", redemption))));
        awaitEvents(merchant, 3);

        merchant.request()
                .get("/events")
                .then()
                .statusCode(200)
                .body("data.key", containsInAnyOrder("offer.live", "card.linked", "offer.redeemed"))
                .body("data.data.id", containsInAnyOrder(offer, link, redemption));
    }

    private static RawJson object(String type, String id) {
        return new RawJson("{\"object\":\"%s\",\"id\":\"%s\",\"deleted\":false}".formatted(type, id));
    }

    @Test
    void aListIsReadPageByPage() {
        Merchant merchant = Merchant.open();
        Charge charge = merchant.charge();
        String first = charge.created();
        String second = charge.completed();
        String third = merchant.charge().created();
        awaitEvents(merchant, 3);

        merchant.request()
                .queryParam("limit", 2)
                .queryParam("order", "reverse_chronological")
                .get("/events")
                .then()
                .body("data.id", equalTo(List.of(third, second)))
                .body("total", equalTo(3))
                .body("limit", equalTo(2))
                .body("order", equalTo("reverse_chronological"));
        merchant.request()
                .queryParam("limit", 2)
                .queryParam("offset", 2)
                .get("/events")
                .then()
                .body("data.id", equalTo(List.of(third)));
        merchant.request()
                .queryParam("offset", 1)
                .queryParam("limit", 1)
                .get("/events")
                .then()
                .body("data.id", equalTo(List.of(second)));
        merchant.request()
                .queryParam("offset", 3)
                .get("/events")
                .then()
                .body("data", hasSize(0))
                .body("total", equalTo(3));
        assertThat(first).isLessThan(second);
    }

    @Test
    void aListIsReadWithParametersInTheBodyOfAGet() {
        Merchant merchant = Merchant.open();
        Charge charge = merchant.charge();
        charge.created();
        String second = charge.completed();
        awaitEvents(merchant, 2);

        merchant.request()
                .contentType(ContentType.JSON)
                .body("{\"limit\":1,\"order\":\"reverse_chronological\",\"from\":null}")
                .get("/events")
                .then()
                .body("data.id", equalTo(List.of(second)));
    }

    @Test
    void aListCanBeConfinedToATime() {
        Merchant merchant = Merchant.open();
        merchant.charge().created();
        awaitEvents(merchant, 1);

        merchant.request().queryParam("to", "2020-01-01").get("/events").then().body("total", equalTo(0));
        merchant.request()
                .queryParam("from", "2020-01-01T00:00:00Z")
                .get("/events")
                .then()
                .body("total", equalTo(1))
                .body("from", equalTo("2020-01-01T00:00:00Z"));
    }

    @Test
    void a_page_counts_no_more_than_ten_thousand_events_behind_its_first() throws SQLException {
        Merchant merchant = Merchant.open();
        Tables.insertEvents(merchant.accountId(), 10_003);

        for (int offset : new int[] {0, 2, 3, 4, 10_002, 10_004}) {
            merchant.request()
                    .queryParam("offset", offset)
                    .queryParam("limit", 1)
                    .get("/events")
                    .then()
                    .body("total", equalTo(Math.min(10_003, 10_000 + offset)))
                    .body("data", hasSize(offset < 10_003 ? 1 : 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "to"})
    void an_event_is_found_by_the_time_that_it_shows(String filter) {
        Merchant merchant = Merchant.open();
        Charge charge = merchant.charge();
        String eventId = charge.created();
        awaitEvents(merchant, 1);
        String shown = merchant.request().get("/events/" + eventId).path("created_at");

        for (String path : List.of("/events", "/charges/" + charge.id() + "/events")) {
            merchant.request()
                    .queryParam(filter, shown)
                    .get(path)
                    .then()
                    .body("data.id", equalTo(List.of(eventId)))
                    .body(filter, equalTo(shown));
        }
    }

    @Test
    void aChargesEventsAreListedWithoutTheObject() {
        Merchant merchant = Merchant.open();
        Charge charge = merchant.charge();
        List<String> events = List.of(charge.created(), charge.completed());
        merchant.charge().created();
        awaitEvents(merchant, 3);

        merchant.request()
                .get("/charges/" + charge.id() + "/events")
                .then()
                .statusCode(200)
                .body("location", equalTo("/charges/" + charge.id() + "/events"))
                .body("total", equalTo(2))
                .body("data.id", equalTo(events))
                .body("data", everyItem(not(hasKey("data"))));
        merchant.request()
                .queryParam("to", "2020-01-01")
                .get("/charges/" + charge.id() + "/events")
                .then()
                .statusCode(200)
                .body("total", equalTo(0));
    }

    @Test
    void a_charge_that_no_event_has_told_of_yet_has_an_empty_list() {
        Merchant merchant = Merchant.open();
        String chargeId = merchant.charge().id();
        ChargeServiceStandIn.made(merchant.accountId(), chargeId);

        merchant.request()
                .queryParam("limit", 5)
                .get("/charges/" + chargeId + "/events")
                .then()
                .statusCode(200)
                .body("object", equalTo("list"))
                .body("location", equalTo("/charges/" + chargeId + "/events"))
                .body("limit", equalTo(5))
                .body("total", equalTo(0))
                .body("data", hasSize(0));
        notFound(Merchant.open(), "/charges/" + chargeId + "/events", "charge " + chargeId + " was not found");
    }

    @Test
    void a_charge_that_nobody_can_tell_of_is_to_be_asked_for_again() {
        Merchant.open()
                .request()
                .get("/charges/" + ChargeServiceStandIn.BROKEN + "/events")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("1"))
                .body("code", equalTo("service_unavailable"));
    }

    @Test
    void anotherAccountsEventsAreNotFound() {
        Merchant merchant = Merchant.open();
        Charge charge = merchant.charge();
        String eventId = charge.created();
        awaitEvents(merchant, 1);
        Merchant other = Merchant.open();

        notFound(other, "/events/" + eventId, "event " + eventId + " was not found");
        notFound(other, "/charges/" + charge.id() + "/events", "charge " + charge.id() + " was not found");
        other.request().get("/events").then().body("total", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evnt_test_0", "%00", "%20", "..%2f..", "evnt_test_%F0%9F%98%80", "EVNT", "';--"})
    void whatIsNoEventIsNotFound(String id) {
        Merchant.open()
                .request()
                .urlEncodingEnabled(false)
                .get("/events/" + id)
                .then()
                .statusCode(404)
                .body("object", equalTo("error"))
                .body("code", equalTo("not_found"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=many | limit is not a number",
                "limit=0 | limit must be greater than or equal to 1",
                "limit=-1 | limit must be greater than or equal to 1",
                "offset=-1 | offset must be greater than or equal to 0",
                "limit=99999999999999999999 | limit is not a number",
                "limit[a]=1 | limit is not a number",
                "order=upwards | order is invalid",
                "order[]=chronological | order is invalid",
                "from=yesterday | from is invalid",
                "to=2026-13-01 | to is invalid",
                "from=%2B999999999-12-31T23:59:59Z | from is invalid",
                "from=%00 | the request holds a control character"
            })
    void parametersThatMakeNoSenseAreRefused(String query, String message) {
        Merchant.open()
                .request()
                .urlEncodingEnabled(false)
                .get("/events?" + query)
                .then()
                .statusCode(400)
                .contentType("application/json; charset=utf-8")
                .body("object", equalTo("error"))
                .body("code", equalTo("bad_request"))
                .body("message", equalTo(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=101", "limit=9223372036854775807", "offset=2147483648", "to=9999-12-31", "from=0001-01-01"
            })
    void extremesAreClamped(String query) {
        Merchant.open().request().get("/events?" + query).then().statusCode(200).body("data", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events", "/events/evnt_test_1", "/charges/chrg_test_1/events"})
    void onlyASecretKeyOpensEvents(String path) {
        Merchant merchant = Merchant.open();

        given().get(path).then().statusCode(401).body("code", equalTo("authentication_failure"));
        given().header("Authorization", "Basic !").get(path).then().statusCode(401);
        given().auth()
                .preemptive()
                .basic("skey_test_nobody", "")
                .get(path)
                .then()
                .statusCode(401);
        given().auth()
                .preemptive()
                .basic(merchant.publicKey(), "")
                .get(path)
                .then()
                .statusCode(403)
                .body("object", equalTo("error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void eventsCannotBeWritten(String method) {
        Merchant.open()
                .request()
                .request(method, "/events")
                .then()
                .statusCode(405)
                .body("object", equalTo("error"));
    }

    @Test
    void aTrailingSlashMakesNoDifference() {
        Merchant.open().request().get("/events/").then().statusCode(200);
    }

    @Test
    void aMalformedBodyOfAGetIsRefused() {
        Merchant.open()
                .request()
                .contentType(ContentType.JSON)
                .body("{\"limit\":")
                .get("/events")
                .then()
                .statusCode(400)
                .body("message", equalTo("the body is not valid JSON"));
    }

    private static void notFound(Merchant merchant, String path, String message) {
        merchant.request()
                .get(path)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"))
                .body("message", equalTo(message));
    }

    private static void awaitEvents(Merchant merchant, int count) {
        await().atMost(PATIENCE)
                .until(() -> merchant.request().get("/events").jsonPath().getInt("total") == count);
    }
}
