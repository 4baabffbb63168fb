package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.sun.net.httpserver.HttpExchange;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.webhook.Receiver.Received;
import io.satang.webhook.delivery.DeliveryRules;
import io.satang.webhook.delivery.DeliveryStore;
import io.satang.webhook.delivery.Destinations;
import io.satang.webhook.delivery.DispatchLimits;
import io.satang.webhook.delivery.Dispatcher;
import io.satang.webhook.delivery.RetrySchedule;
import io.satang.webhook.delivery.Sender;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An endpoint that asks for it gets what happens to one object one after the other, whatever fails and whoever dies. */
@QuarkusTest
class OrderPerObjectTest extends MerchantsServer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HOOK = "/hook";
    /** Once a second, as often as anybody likes. */
    private static final Map<String, Object> STEADY =
            Map.of("attempts", 100, "first_pause", 1, "longest_pause", 1, "factor", 1, "jitter", 0);

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private Merchant merchant;

    @Inject
    DeliveryStore store;

    @Inject
    Sender sender;

    @Inject
    Destinations destinations;

    @BeforeEach
    void openAnAccount() {
        merchant = Merchant.open();
        receiver.on(HOOK, (exchange, number) -> Receiver.status(exchange, refused.contains(id(exchange)) ? 500 : 200));
    }

    @Test
    void what_fails_holds_back_its_own_objects_later_events_alone_and_they_count_no_attempt() {
        create(STEADY);
        Merchant.Charge failing = merchant.charge();
        String first = refuse(failing, EventType.CHARGE_CREATED, 1);
        attempted(first);
        String second = happened(failing, EventType.CHARGE_UPDATED, 2);
        String third = happened(failing, EventType.CHARGE_COMPLETE, 3);

        Merchant.Charge other = merchant.charge();
        List<String> others =
                List.of(happened(other, EventType.CHARGE_CREATED, 1), happened(other, EventType.CHARGE_COMPLETE, 2));
        await().atMost(PATIENCE).until(() -> arrived().containsAll(others));

        assertThat(arrived()).doesNotContain(second, third);
        pending(second);
        pending(third);
        refused.remove(first);

        await().atMost(PATIENCE).until(() -> arrived().contains(third));
        assertThat(withoutRepetitions(first, second, third)).containsExactly(first, second, third);
        assertThat(arrived()).filteredOn(second::equals).hasSize(1);
    }

    @Test
    void what_is_given_up_lets_the_next_go() {
        create(Map.of("attempts", 1));
        Merchant.Charge charge = merchant.charge();
        String first = refuse(charge, EventType.CHARGE_CREATED, 1);

        String second = happened(charge, EventType.CHARGE_COMPLETE, 2);

        await().atMost(PATIENCE).until(() -> arrived().contains(second));
        assertThat(arrived()).containsExactly(first, second);
    }

    @Test
    void an_event_that_is_heard_of_late_is_waited_for() {
        create(STEADY);
        Merchant.Charge charge = merchant.charge();
        String second = happened(charge, EventType.CHARGE_COMPLETE, 2);
        await().atMost(PATIENCE).untilAsserted(() -> pending(second));

        String first = happened(charge, EventType.CHARGE_CREATED, 1);

        await().atMost(PATIENCE).until(() -> arrived().contains(second));
        assertThat(arrived()).containsExactly(first, second);
    }

    @Test
    void what_is_heard_of_late_is_waited_for_beyond_what_nobody_wants() {
        String id = create(STEADY);
        merchant.request()
                .contentType("application/json")
                .body(Map.of("events", List.of("charge.create", "charge.complete")))
                .patch("/webhook_endpoints/" + id)
                .then()
                .statusCode(200);
        Merchant.Charge charge = merchant.charge();
        happened(charge, EventType.CHARGE_UPDATED, 2);
        String third = happened(charge, EventType.CHARGE_COMPLETE, 3);
        await().atMost(PATIENCE).untilAsserted(() -> pending(third));

        String first = happened(charge, EventType.CHARGE_CREATED, 1);

        await().atMost(PATIENCE).until(() -> arrived().contains(third));
        assertThat(arrived()).containsExactly(first, third);
    }

    @Test
    void what_waits_while_it_is_paused_goes_in_order_once_it_is_resumed() {
        String id = create(STEADY);
        merchant.request().post("/webhook_endpoints/" + id + "/pause").then().statusCode(200);
        List<Merchant.Charge> charges =
                IntStream.range(0, 5).mapToObj(number -> merchant.charge()).toList();
        charges.forEach(charge -> happened(charge, EventType.CHARGE_CREATED, 1));
        charges.forEach(charge -> happened(charge, EventType.CHARGE_UPDATED, 2));
        charges.forEach(charge -> happened(charge, EventType.CHARGE_COMPLETE, 3));
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries?state=pending&limit=100&endpoint=" + id)
                        .then()
                        .body("data.size()", equalTo(15)));

        merchant.request().post("/webhook_endpoints/" + id + "/resume").then().statusCode(200);

        receiver.await(HOOK, 15);
        assertThat(charges).allSatisfy(charge -> assertThat(versions(charge)).containsExactly(1L, 2L, 3L));
    }

    @Test
    void switched_on_it_counts_for_what_fails_already_and_switched_off_nothing_waits() {
        String id = create(Map.of("preset", "week"), "none");
        Merchant.Charge charge = merchant.charge();
        String first = refuse(charge, EventType.CHARGE_CREATED, 1);
        attempted(first);

        patch(id, "object").body("ordering", equalTo("object"));
        String second = happened(charge, EventType.CHARGE_COMPLETE, 2);
        await().atMost(PATIENCE).untilAsserted(() -> pending(second));
        assertThat(arrived()).containsOnly(first);

        patch(id, "none").body("ordering", equalTo("none"));
        await().atMost(PATIENCE).until(() -> arrived().contains(second));
    }

    @Test
    void what_is_sent_again_goes_beside_the_order_and_holds_nobody() {
        create(STEADY);
        Merchant.Charge charge = merchant.charge();
        String first = happened(charge, EventType.CHARGE_CREATED, 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/events/" + first)
                        .then()
                        .body("deliveries[0].state", equalTo("delivered")));
        String second = refuse(charge, EventType.CHARGE_UPDATED, 2);
        attempted(second);
        String third = happened(charge, EventType.CHARGE_COMPLETE, 3);
        pending(third);

        merchant.request().post("/events/" + first + "/resend").then().statusCode(200);
        await().atMost(PATIENCE)
                .until(() -> arrived().stream().filter(first::equals).count() == 2);

        assertThat(arrived()).doesNotContain(third);
        merchant.request().post("/events/" + third + "/resend").then().statusCode(200);
        attemptedAgain(second);
        assertThat(arrived()).as("what is not over keeps its place").doesNotContain(third);
        refused.add(first);
        merchant.request().post("/events/" + first + "/resend").then().statusCode(200);
        refused.remove(second);
        await().atMost(PATIENCE).until(() -> arrived().contains(third));
    }

    @Test
    void a_replica_that_dies_leaves_nobody_waiting() throws SQLException {
        create(Map.of("preset", "week"));
        Merchant.Charge charge = merchant.charge();
        String first = refuse(charge, EventType.CHARGE_CREATED, 1);
        attempted(first);
        String second = happened(charge, EventType.CHARGE_COMPLETE, 2);
        await().atMost(PATIENCE)
                .until(() -> Tables.text("SELECT coalesce(max(behind), '') FROM deliveries WHERE event_id = ?", second)
                        .equals(charge.id() + " 1"));

        // The attempt was recorded, and nobody has looked who waits for it.
        try (Connection connection = Tables.connect();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM deliveries WHERE event_id = ?")) {
            delete.setString(1, first);
            delete.executeUpdate();
        }

        await().atMost(PATIENCE).until(() -> arrived().contains(second));
    }

    @Test
    void two_replicas_keep_the_order_of_many_objects() {
        create(STEADY);
        Random random = new Random(7);
        receiver.on(HOOK, (exchange, number) -> {
            Thread.sleep(random.nextInt(8));
            Receiver.status(exchange, random.nextInt(5) == 0 ? 503 : 200);
        });
        List<Merchant.Charge> charges =
                IntStream.range(0, 10).mapToObj(number -> merchant.charge()).toList();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        Dispatcher other = otherReplica();
        Future<?> sweeps = timer.scheduleAtFixedRate(other::sweep, 0, 50, TimeUnit.MILLISECONDS);
        try {
            charges.forEach(charge -> {
                happened(charge, EventType.CHARGE_CREATED, 1);
                IntStream.rangeClosed(2, 6).forEach(version -> happened(charge, EventType.CHARGE_UPDATED, version));
            });

            await().atMost(PATIENCE.multipliedBy(2))
                    .until(() ->
                            charges.stream().allMatch(charge -> versions(charge).contains(6L)));
        } finally {
            sweeps.cancel(true);
            other.stop();
            timer.shutdownNow();
        }
        assertThat(charges)
                .allSatisfy(charge ->
                        assertThat(versions(charge).stream().distinct()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L));
        assertThat(charges).allSatisfy(charge -> assertThat(versions(charge)).isSorted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects", "OBJECT", "true", "*", "[]"})
    void an_order_that_there_is_not_is_refused_and_nothing_is_changed(String ordering) {
        String id = create(STEADY);

        merchant.request()
                .contentType("application/json")
                .body(Map.of("ordering", ordering, "description", "changed"))
                .patch("/webhook_endpoints/" + id)
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo("ordering is invalid: none or object"));

        merchant.request()
                .get("/webhook_endpoints/" + id)
                .then()
                .body("ordering", equalTo("object"))
                .body("description", nullValue());
        patch(id, "").body("ordering", equalTo("none"));
    }

    private Dispatcher otherReplica() {
        DeliveryRules rules =
                new DeliveryRules(RetrySchedule.Exponential.DEFAULT, Duration.ofSeconds(60), Duration.ofSeconds(15));
        return new Dispatcher(
                store,
                sender,
                destinations,
                rules,
                DispatchLimits.DEFAULT,
                attempt -> {},
                Clock.systemUTC(),
                new Random());
    }

    private String create(Map<String, Object> retries) {
        return create(retries, "object");
    }

    private String create(Map<String, Object> retries, String ordering) {
        return merchant.request()
                .contentType("application/json")
                .body(Map.of("uri", receiver.uri(HOOK), "retries", retries, "ordering", ordering))
                .post("/webhook_endpoints")
                .then()
                .statusCode(200)
                .body("ordering", equalTo(ordering))
                .extract()
                .path("id");
    }

    private ValidatableResponse patch(String id, String ordering) {
        return merchant.request()
                .contentType("application/json")
                .body(Map.of("ordering", ordering))
                .patch("/webhook_endpoints/" + id)
                .then()
                .statusCode(200);
    }

    private String happened(Merchant.Charge charge, EventType type, long version) {
        return charge.happened(merchant.envelope(type, charge.id(), version));
    }

    /** The same, which the endpoint does not take. */
    private String refuse(Merchant.Charge charge, EventType type, long version) {
        EventEnvelope envelope = merchant.envelope(type, charge.id(), version);
        refused.add("evnt_test_" + envelope.id());
        return charge.happened(envelope);
    }

    private void attempted(String event) {
        await().atMost(PATIENCE).until(() -> arrived().contains(event));
    }

    private void attemptedAgain(String event) {
        long before = arrived().stream().filter(event::equals).count();
        await().atMost(PATIENCE)
                .until(() -> arrived().stream().filter(event::equals).count() > before);
    }

    private void pending(String event) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries?state=pending&limit=100")
                        .then()
                        .body("data.find { it.event == '" + event + "' }.attempts", equalTo(0))
                        .body("data.find { it.event == '" + event + "' }.next_attempt_at", nullValue()));
    }

    private List<String> arrived() {
        return receiver.received(HOOK).stream().map(OrderPerObjectTest::id).toList();
    }

    private List<String> withoutRepetitions(String... events) {
        return arrived().stream().filter(List.of(events)::contains).distinct().toList();
    }

    private List<Long> versions(Merchant.Charge charge) {
        return receiver.received(HOOK).stream()
                .map(Received::json)
                .filter(event -> event.getString("data.id").equals(charge.id()))
                .map(event -> event.getLong("version"))
                .toList();
    }

    private static String id(Received received) {
        return received.header("webhook-id").orElseThrow();
    }

    private static String id(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("webhook-id");
    }
}
