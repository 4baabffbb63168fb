package io.satang.offers.offer;

import static io.satang.offers.Merchants.other;
import static io.satang.offers.Merchants.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.satang.offers.Merchants;
import io.satang.offers.Programme;
import io.satang.offers.ServiceTest;
import io.satang.testing.TestAccounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /offers}: how programmes are made, changed, shown and taken away. */
@ServiceTest
class OfferResourceTest {

    @BeforeEach
    void accounts() {
        Merchants.ready();
    }

    @Test
    void an_offer_is_made_and_shown_as_it_was_asked_for() {
        Map<String, Object> terms = new HashMap<>(Map.of(
                "reward[max_amount]", "20000",
                "min_spend", "1000",
                "max_spend", "1000000",
                "ends_at", "2040-01-01T00:00:00Z",
                "days_of_week[]", List.of("saturday", "sunday"),
                "channels[]", "online"));
        terms.putAll(Map.of(
                "redemptions_per_card", "2",
                "budget[limit]", "500000",
                "budget[period]", "month"));
        String id = Programme.offer(terms);

        owner().get("/offers/" + id)
                .then()
                .statusCode(200)
                .body("object", equalTo("offer"))
                .body("location", equalTo("/offers/" + id))
                .body("merchant_id", equalTo(Merchants.ACCOUNT))
                .body("state", equalTo("live"))
                .body("benefit", equalTo("cashback"))
                .body("reward.type", equalTo("percent"))
                .body("reward.percent", equalTo(5))
                .body("reward.max_amount", equalTo(20_000))
                .body("reward.amount", nullValue())
                .body("currency", equalTo("THB"))
                .body("min_spend", equalTo(1_000))
                .body("ends_at", equalTo("2040-01-01T00:00:00Z"))
                .body("days_of_week", contains("saturday", "sunday"))
                .body("time_zone", equalTo("Asia/Bangkok"))
                .body("channels", contains("online"))
                .body("redemptions_per_card", equalTo(2))
                .body("redemptions_total", nullValue())
                .body("redeemed", equalTo(0))
                .body("budget.limit", equalTo(500_000))
                .body("budget.period", equalTo("month"))
                .body("budget.left", equalTo(500_000))
                .body("return_period_days", equalTo(14))
                .body("metadata.size()", equalTo(0));
    }

    @Test
    void time_decides_how_a_published_offer_stands() {
        assertThat(state(Map.of())).isEqualTo("live");
        assertThat(state(Map.of("starts_at", "2040-01-01T00:00:00Z"))).isEqualTo("upcoming");
        assertThat(state(Map.of("state", "draft"))).isEqualTo("draft");
    }

    @Test
    void its_owner_publishes_pauses_and_resumes_it() {
        String id = Programme.offer(Map.of("state", "draft"));

        patch(id, Map.of("state", "paused"))
                .then()
                .statusCode(400)
                .body("message", equalTo("an offer that is draft cannot become paused"));
        patch(id, Map.of("state", "live")).then().statusCode(200).body("state", equalTo("live"));
        patch(id, Map.of("state", "paused")).then().statusCode(200).body("state", equalTo("paused"));
        patch(id, Map.of("state", "live")).then().statusCode(200).body("state", equalTo("live"));
        patch(id, Map.of("state", "draft")).then().statusCode(400);
    }

    @Test
    void a_draft_may_change_wholly_and_a_published_offer_keeps_its_promise() {
        String id = Programme.offer(Map.of("state", "draft"));

        patch(id, Map.of("reward[type]", "flat", "reward[amount]", "2000", "state", "live"))
                .then()
                .statusCode(200)
                .body("reward.amount", equalTo(2_000));
        patch(id, Map.of("reward[type]", "flat", "reward[amount]", "1000"))
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"));
        patch(id, Map.of("name", "renamed " + id, "ends_at", "2041-01-01T00:00:00Z", "redemptions_total", "10"))
                .then()
                .statusCode(200)
                .body("name", equalTo("renamed " + id))
                .body("redemptions_total", equalTo(10))
                .body("reward.amount", equalTo(2_000));
    }

    @Test
    void an_offer_that_nobody_has_joined_is_deleted_and_one_with_cards_only_paused() {
        String unused = Programme.offer();
        String joined = Programme.offer();
        Programme.link(Programme.card(Programme.number()), joined);

        owner().delete("/offers/" + unused).then().statusCode(200).body("deleted", equalTo(true));
        owner().get("/offers/" + unused).then().statusCode(404);
        owner().delete("/offers/" + joined)
                .then()
                .statusCode(400)
                .body("message", equalTo("an offer that cards were linked to can only be paused"));
    }

    @Test
    void offers_come_in_pages_the_newest_first_when_asked_so() {
        String first = Programme.offer();
        String second = Programme.offer();

        owner().queryParam("order", "reverse_chronological")
                .queryParam("limit", 2)
                .get("/offers")
                .then()
                .statusCode(200)
                .body("object", equalTo("list"))
                .body("location", equalTo("/offers"))
                .body("limit", equalTo(2))
                .body("data.id", contains(second, first));
    }

    @Test
    void offers_are_listed_by_how_they_stand() {
        String draft = Programme.offer(Map.of("state", "draft"));
        String upcoming = Programme.offer(Map.of("starts_at", "2040-01-01T00:00:00Z"));
        String live = Programme.offer();
        String paused = Programme.offer();
        patch(paused, Map.of("state", "paused"));
        Instant soon = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        String expired = Programme.offer(Map.of("ends_at", soon.plusSeconds(1).toString()));
        await().until(() -> "expired".equals(owner().get("/offers/" + expired).path("state")));

        Map.of("draft", draft, "upcoming", upcoming, "live", live, "paused", paused, "expired", expired)
                .forEach((state, offer) -> {
                    Response list = owner().queryParam("state", state)
                            .queryParam("order", "reverse_chronological")
                            .queryParam("limit", "100")
                            .get("/offers");
                    list.then()
                            .statusCode(200)
                            .body("data.id", hasItem(offer))
                            .body("data.state", everyItem(equalTo(state)));
                });
        owner().queryParam("state", "open")
                .get("/offers")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo("state is invalid"));
    }

    @Test
    void another_accounts_offer_is_none() {
        String id = Programme.offer();

        other().get("/offers/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"))
                .body("message", equalTo("offer " + id + " was not found"));
        other().formParam("state", "paused").patch("/offers/" + id).then().statusCode(404);
        other().delete("/offers/" + id).then().statusCode(404);
        other().get("/offers/" + id + "/report").then().statusCode(404);
    }

    @Test
    void a_merchant_that_nobody_knows_is_not_found() {
        create(Map.of("merchant_id", "58725"))
                .then()
                .statusCode(404)
                .body("message", equalTo("merchant 58725 was not found"));
        create(Map.of("merchant_id", Merchants.OTHER_ACCOUNT)).then().statusCode(404);
    }

    @Test
    void the_same_programme_does_not_run_twice_at_the_same_time() {
        String name = "twice " + UUID.randomUUID();
        String id = Programme.offer(Map.of("name", name, "ends_at", "2040-01-01T00:00:00Z"));

        create(Map.of("name", name, "starts_at", "2039-12-31T00:00:00Z"))
                .then()
                .statusCode(400)
                .body(
                        "message",
                        equalTo("the dates overlap with those of another offer of this name at this merchant"));
        create(Map.of("name", name, "starts_at", "2040-01-01T00:00:00Z"))
                .then()
                .statusCode(200)
                .body("state", equalTo("upcoming"));
        patch(id, Map.of("ends_at", "2040-01-02T00:00:00Z")).then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reward[percent] | 100.01 | reward percent must be above 0 and at most 100",
                "reward[percent] | 0 | reward percent must be above 0 and at most 100",
                "reward[percent] | -5 | reward percent must be above 0 and at most 100",
                "reward[percent] | 1.234 | reward percent must have at most 2 decimals",
                "reward[type] | points | reward type must be percent or flat",
                "reward[max_amount] | -1 | reward max_amount must be greater than or equal to 1",
                "min_spend | 0 | min_spend must be greater than or equal to 1",
                "max_spend | -7 | max_spend must be greater than or equal to 1",
                "redemptions_total | -1 | redemptions_total must be greater than or equal to 1",
                "redemptions_per_card | 0 | redemptions_per_card must be greater than or equal to 1",
                "budget[limit] | -100 | budget limit must be greater than or equal to 1",
                "budget[period] | year | budget period must be day, week, month or whole",
                "ends_at | 2025-12-31T00:00:00Z | ends_at must be after starts_at",
                "ends_at | 2026-01-01T00:00:00Z | ends_at must be after starts_at",
                "days_of_week[] | someday | days_of_week must be names of days, as monday",
                "time_zone | Siam | time_zone is invalid",
                "channels[] | mail | channels must be online or in_store",
                "currency | XXX | currency is currently not supported",
                "benefit | cake | benefit is invalid",
                "new_customer_days | 0 | new_customer_days must be greater than or equal to 1",
                "return_period_days | -1 | return_period_days must be greater than or equal to 0",
                "state | expired | state must be draft, live or paused",
                "state | paused | a new offer must be draft or live",
                "name | 4242 4242 4242 4242 | name must not hold a card number",
                "metadata[note] | 4242424242424242 | metadata must not hold a card number",
                "metadata | text | Metadata should be a JSON hash"
            })
    void whatever_is_wrong_is_named_and_nothing_is_made(String parameter, String value, String message) {
        Map<String, Object> more = new HashMap<>(Map.of(parameter, value));
        if (parameter.equals("budget[period]")) {
            more.put("budget[limit]", "1000");
        }
        create(more).then().statusCode(400).body("code", equalTo("bad_request")).body("message", equalTo(message));
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        owner().formParam("min_spend", "10")
                .formParam("max_spend", "5")
                .post("/offers")
                .then()
                .statusCode(400)
                .body(
                        "message",
                        equalTo(
                                "merchant_id cannot be blank, name cannot be blank, reward cannot be blank, and min_spend"
                                        + " must not be above max_spend"));
    }

    @Test
    void a_repetition_with_the_same_key_is_answered_the_same_offer() {
        String key = UUID.randomUUID().toString();
        String name = "once " + key;

        String first = keyed(key, name).then().statusCode(200).extract().path("id");
        Response again = keyed(key, name);

        again.then().statusCode(200).header("Idempotent-Replayed", "true").body("id", equalTo(first));
        keyed(key, name + "!").then().statusCode(422);
    }

    @Test
    void a_public_key_makes_no_offers() {
        Merchants.as(TestAccounts.PUBLIC_KEY).get("/offers").then().statusCode(403);
    }

    private static Response keyed(String key, String name) {
        return owner().header("Idempotency-Key", key)
                .formParam("merchant_id", Merchants.ACCOUNT)
                .formParam("name", name)
                .formParam("reward[type]", "flat")
                .formParam("reward[amount]", "100")
                .post("/offers");
    }

    private static String state(Map<String, Object> more) {
        return owner().get("/offers/" + Programme.offer(more)).path("state");
    }

    private static Response patch(String id, Map<String, Object> changes) {
        return owner().formParams(changes).patch("/offers/" + id);
    }

    /** An offer that would be in order, but for what is given. */
    private static Response create(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "merchant_id", Merchants.ACCOUNT,
                "name", "offer " + UUID.randomUUID(),
                "reward[type]", "percent",
                "reward[percent]", "5",
                "starts_at", "2026-01-01T00:00:00Z"));
        all.putAll(more);
        return owner().formParams(all).post("/offers");
    }
}
