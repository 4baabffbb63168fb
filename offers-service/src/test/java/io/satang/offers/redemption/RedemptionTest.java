package io.satang.offers.redemption;

import static io.satang.offers.Merchants.other;
import static io.satang.offers.Merchants.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.path.json.JsonPath;
import io.satang.events.EventType;
import io.satang.offers.Merchants;
import io.satang.offers.Programme;
import io.satang.offers.ServiceTest;
import io.satang.platform.card.CardNumber;
import io.satang.platform.card.Fingerprints;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments redeem offers, as Kafka tells of them. */
@ServiceTest
class RedemptionTest {
    @Inject
    Fingerprints fingerprints;

    @Inject
    MeterRegistry metrics;

    @Inject
    DataSource database;

    private String card = "";
    private String fingerprint = "";

    @BeforeEach
    void accounts() {
        Merchants.ready();
    }

    @Test
    void a_payment_earns_the_reward_and_others_are_told() {
        String offer = joined(Map.of());
        Payments payment = paying(10_000);

        Topics.publish(List.of(payment.complete()));

        JsonPath redemption = redemption(payment, "confirmed");
        assertThat(redemption.getString("offer")).isEqualTo(offer);
        assertThat(redemption.getString("card")).isEqualTo(card);
        assertThat(redemption.getLong("reward")).isEqualTo(500);
        assertThat(redemption.getString("payable_at")).isNotNull();
        String id = redemption.getString("id");
        await().untilAsserted(() ->
                assertThat(Topics.of(EventType.OFFER_REDEEMED.topic(), id)).hasSize(1));
        owner().get("/redemptions/" + id).then().statusCode(200).body("charge", equalTo(payment.charge()));
        other().get("/redemptions/" + id).then().statusCode(404);
        owner().get("/cards/" + card + "/offers/" + offer).then().body("redemptions", equalTo(1));
        owner().get("/offers/" + offer).then().body("redeemed", equalTo(1));
    }

    @Test
    void what_is_only_held_waits_for_the_merchant() {
        joined(Map.of());
        Payments taken = paying(10_000);
        Payments given = paying(20_000);
        Payments late = paying(30_000);

        Topics.publish(List.of(taken.held(), given.held(), late.held()));
        redemption(taken, "pending");
        redemption(given, "pending");
        redemption(late, "pending");
        Topics.publish(List.of(taken.captured(4_000), given.reversed(), late.expired()));

        assertThat(redemption(taken, "confirmed").getLong("reward")).isEqualTo(200);
        redemption(late, "released");
        String released = redemption(given, "released").getString("id");
        await().untilAsserted(() -> assertThat(Topics.of(EventType.OFFER_RELEASED.topic(), released))
                .hasSize(1));
    }

    @Test
    void refunds_take_their_part_of_it_back_whatever_comes_first() {
        String offer = joined(Map.of());
        Payments payment = paying(10_000);
        ProducerRecord<String, String> early = payment.refunded(3_333);

        Topics.publish(List.of(early));
        Topics.publish(List.of(payment.complete(), early));
        assertThat(redemption(payment, "confirmed").getLong("clawed_back")).isEqualTo(167);
        Topics.publish(List.of(payment.refunded(6_667), payment.complete()));

        JsonPath redemption = redemption(payment, "clawed_back");
        assertThat(redemption.getLong("clawed_back")).isEqualTo(500);
        await().untilAsserted(
                        () -> assertThat(Topics.of(EventType.OFFER_CLAWED_BACK.topic(), redemption.getString("id")))
                                .hasSize(1));
        owner().get("/offers/" + offer + "/report")
                .then()
                .statusCode(200)
                .body("redemptions.redeemed", equalTo(1))
                .body("reward", equalTo(500))
                .body("clawed_back", equalTo(500))
                .body("payable", equalTo(0));
    }

    @Test
    void a_return_period_that_is_over_makes_it_payable() {
        String offer = joined(Map.of("return_period_days", "0"));
        Payments payment = paying(10_000);

        Topics.publish(List.of(payment.complete()));

        redemption(payment, "payable");
        owner().queryParam("charge", payment.charge())
                .queryParam("state", "confirmed")
                .get("/redemptions")
                .then()
                .body("data", empty());
        owner().get("/offers/" + offer + "/report")
                .then()
                .body("spend", equalTo(10_000))
                .body("payable", equalTo(500))
                .body("linked_cards", equalTo(1))
                .body("budget", nullValue());
    }

    @Test
    void what_does_not_qualify_says_why() {
        String offer = joined(Map.of("min_spend", "20000", "channels[]", "in_store"));
        Payments payment = paying(10_000);

        Topics.publish(List.of(payment.complete()));

        assertThat(redemption(payment, "rejected").getList("reasons"))
                .containsExactly("other_channel", "below_minimum_spend");
        owner().queryParam("charge", payment.charge())
                .get("/cards/" + card + "/offers/" + offer + "/explain")
                .then()
                .statusCode(200)
                .body("qualified", equalTo(false))
                .body("reasons", contains("other_channel", "below_minimum_spend"))
                .body("state", equalTo("rejected"));
    }

    @Test
    void a_payment_of_a_card_that_joined_later_is_explained() {
        String number = Programme.number();
        card = Programme.card(number);
        fingerprint = fingerprints.of(Merchants.ACCOUNT, new CardNumber(number));
        Payments payment = new Payments(
                fingerprint, 10_000, Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS));
        String first = Programme.offer();
        Programme.link(card, first);
        Topics.publish(List.of(payment.complete()));
        redemption(payment, "rejected");

        String later = Programme.offer();
        Programme.link(card, later);

        owner().queryParam("charge", payment.charge())
                .get("/cards/" + card + "/offers/" + later + "/explain")
                .then()
                .statusCode(200)
                .body("qualified", equalTo(false))
                .body("reasons", contains("not_linked_yet"))
                .body("redemption", nullValue());
        owner().queryParam("charge", "chrg_test_5satang000000000404")
                .get("/cards/" + card + "/offers/" + later + "/explain")
                .then()
                .statusCode(404);
    }

    @Test
    void of_a_new_customers_payments_in_one_second_one_is_rewarded() {
        joined(Map.of("new_customer_days", "90"));
        Instant second = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Payments> payments = Stream.generate(() -> new Payments(fingerprint, 10_000, second))
                .limit(3)
                .toList();

        Topics.publish(payments.stream().map(Payments::complete).toList());

        await().untilAsserted(() -> assertThat(payments)
                .map(payment -> owner().queryParam("charge", payment.charge())
                        .get("/redemptions")
                        .jsonPath()
                        .getString("data[0].reasons"))
                .containsExactlyInAnyOrder("[]", "[not_a_new_customer]", "[not_a_new_customer]"));
    }

    @Test
    void a_new_customer_is_rewarded_once_although_the_first_payment_is_heard_of_last() {
        joined(Map.of("new_customer_days", "90"));
        Instant later = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(5);
        Payments second = new Payments(fingerprint, 10_000, later);
        Payments first = paying(10_000);

        Topics.publish(List.of(second.complete()));
        redemption(second, "confirmed");
        Topics.publish(List.of(first.complete()));

        assertThat(redemption(first, "rejected").getList("reasons")).containsExactly("not_a_new_customer");
    }

    @Test
    void a_new_customer_whose_first_payment_is_given_up_is_rewarded_for_the_next() {
        joined(Map.of("new_customer_days", "90"));
        Payments first = paying(10_000);
        Payments second = paying(10_000);
        Topics.publish(List.of(first.held()));
        redemption(first, "pending");

        Topics.publish(List.of(first.reversed(), second.complete()));

        redemption(second, "confirmed");
        redemption(first, "released");
    }

    @Test
    void the_last_redemption_exhausts_the_offer() {
        String offer = joined(Map.of("redemptions_total", "1", "redemptions_per_card", "1"));
        Payments first = paying(10_000);
        Payments second = paying(10_000);

        Topics.publish(List.of(first.complete()));
        redemption(first, "confirmed");
        Topics.publish(List.of(second.complete()));

        assertThat(redemption(second, "rejected").getList("reasons"))
                .containsExactly("card_limit_reached", "offer_limit_reached");
        owner().get("/offers/" + offer).then().body("state", equalTo("budget_exhausted"));
        await().untilAsserted(() -> assertThat(Topics.of(EventType.OFFER_BUDGET_EXHAUSTED.topic(), offer))
                .hasSize(1));
    }

    @Test
    void what_is_released_makes_an_exhausted_offer_live_again_and_each_move_is_told_once() {
        String offer = joined(Map.of("redemptions_total", "1"));
        Payments first = paying(10_000);
        Payments second = paying(20_000);

        Topics.publish(List.of(first.held()));
        redemption(first, "pending");
        Topics.publish(List.of(first.reversed(), first.held(), first.reversed()));
        redemption(first, "released");
        Topics.publish(List.of(second.complete(), second.complete()));
        redemption(second, "confirmed");

        await().untilAsserted(() -> assertThat(Topics.of(EventType.OFFER_BUDGET_EXHAUSTED.topic(), offer))
                .hasSize(2));
        await().untilAsserted(() ->
                assertThat(Topics.of(EventType.OFFER_LIVE.topic(), offer)).hasSize(2));
    }

    @Test
    void what_is_decided_is_counted_once_it_is_committed() {
        joined(Map.of("min_spend", "5000"));
        Payments payment = paying(10_000);
        Payments small = paying(4_000);
        double confirmed = counted("satang.offers.decided.redemptions", "state", "confirmed");
        double rejected = counted("satang.offers.rejected.redemptions", "reason", "below_minimum_spend");
        double spent = counted("satang.offers.spent.subunits", "currency", "THB");
        double regained = counted("satang.offers.regained.subunits", "currency", "THB");

        Topics.publish(List.of(payment.complete(), small.complete()));
        redemption(payment, "confirmed");
        redemption(small, "rejected");
        Topics.publish(List.of(payment.refunded(10_000)));
        redemption(payment, "clawed_back");

        await().untilAsserted(() -> assertThat(counted("satang.offers.regained.subunits", "currency", "THB"))
                .isEqualTo(regained + 500));
        assertThat(counted("satang.offers.decided.redemptions", "state", "confirmed"))
                .isEqualTo(confirmed + 1);
        assertThat(counted("satang.offers.rejected.redemptions", "reason", "below_minimum_spend"))
                .isEqualTo(rejected + 1);
        assertThat(counted("satang.offers.spent.subunits", "currency", "THB")).isEqualTo(spent + 500);
    }

    private double counted(String name, String tag, String value) {
        return metrics.counter(name, tag, value).count();
    }

    @Test
    void an_event_that_cannot_be_read_stops_nobody() {
        joined(Map.of());
        Payments payment = paying(10_000);

        Topics.publish(List.of(new ProducerRecord<>("charge.complete", payment.charge(), "{")));
        Topics.publish(List.of(payment.complete()));

        redemption(payment, "confirmed");
    }

    @Test
    void an_offer_that_somebody_holds_for_long_costs_no_payment_its_reward() throws SQLException {
        String offer = joined(Map.of());
        Payments payment = paying(10_000);

        try (Connection holder = database.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT FROM offers WHERE id = '" + offer + "' FOR UPDATE");
            Topics.publish(List.of(payment.complete()));
            await().until(() -> metrics.get("satang.consumer.retrying.seconds").gauges().stream()
                    .anyMatch(consumer -> consumer.value() > 0));
            owner().body(Map.of("description", "waits for the holder"))
                    .patch("/offers/" + offer)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("1"));
            holder.rollback();
        }

        redemption(payment, "confirmed");
    }

    private String joined(Map<String, Object> terms) {
        String number = Programme.number();
        card = Programme.card(number);
        fingerprint = fingerprints.of(Merchants.ACCOUNT, new CardNumber(number));
        String offer = Programme.offer(terms);
        Programme.link(card, offer);
        return offer;
    }

    private Payments paying(long amount) {
        return new Payments(fingerprint, amount, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** The payment's only redemption, once it is in this state. */
    private static JsonPath redemption(Payments payment, String state) {
        await().untilAsserted(() -> owner().queryParam("charge", payment.charge())
                .queryParam("state", state)
                .get("/redemptions")
                .then()
                .statusCode(200)
                .body("total", equalTo(1)));
        JsonPath list = owner().queryParam("charge", payment.charge())
                .get("/redemptions")
                .jsonPath();
        assertThat(list.getList("data")).hasSize(1);
        list.setRootPath("data[0]");
        return list;
    }
}
