package io.satang.offers.offer;

import static io.satang.offers.Merchants.owner;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.satang.events.EventType;
import io.satang.offers.Merchants;
import io.satang.offers.Programme;
import io.satang.offers.Rows;
import io.satang.offers.ServiceTest;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each move of an offer is told once, whoever comes upon it. */
@ServiceTest
class OfferMovesTest {
    @Inject
    Rows rows;

    @Inject
    OfferSweep sweep;

    @Inject
    OutboxRelay relay;

    @BeforeEach
    void accounts() {
        Merchants.ready();
    }

    @Test
    void what_its_owner_makes_live_is_told_as_live() {
        String offer = Programme.offer(Map.of("state", "draft"));
        owner().formParam("state", "live").patch("/offers/" + offer).then().statusCode(200);
        owner().formParam("state", "paused").patch("/offers/" + offer).then().statusCode(200);
        owner().formParam("state", "live").patch("/offers/" + offer).then().statusCode(200);
        owner().formParam("description", "Again")
                .patch("/offers/" + offer)
                .then()
                .statusCode(200);

        assertThat(told(offer, 2)).containsExactly("offer.live 1", "offer.live 2");
        ConsumerRecord<String, String> event =
                Topics.of(EventType.OFFER_LIVE.topic(), offer).getFirst();
        JsonPath payload = JsonPath.from(event.value());
        assertThat(payload.getString("state")).isEqualTo("live");
        assertThat(payload.getString("object.id")).isEqualTo(offer);
        assertThat(payload.getLong("account_version")).isPositive();
        assertThat(new String(event.headers().lastHeader("ce_accountid").value(), UTF_8))
                .isEqualTo(Merchants.ACCOUNT);
        assertThat(event.headers().lastHeader("ce_requestid")).isNotNull();
    }

    @Test
    void no_sweep_of_the_outbox_is_needed_to_tell_it() {
        long swept = relay.swept();
        String offer = Programme.offer(Map.of("state", "draft"));

        owner().formParam("state", "live").patch("/offers/" + offer).then().statusCode(200);
        String other = Programme.offer(Map.of());

        assertThat(told(offer, 1)).containsExactly("offer.live 1");
        assertThat(told(other, 1)).containsExactly("offer.live 1");
        assertThat(relay.swept()).isEqualTo(swept);
    }

    @Test
    void what_time_does_is_told_within_a_moment() {
        Instant start = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        String offer = Programme.offer(Map.of(
                "starts_at",
                start.toString(),
                "ends_at",
                start.plusSeconds(3_600).toString()));

        assertThat(told(offer, 1)).containsExactly("offer.live 1");
        // It ends only now: a sweep tells what it finds, and not what it was too late for.
        rows.update("UPDATE offers SET ends_at = now(), move_at = now() WHERE id = ?", offer);

        assertThat(told(offer, 2)).containsExactly("offer.live 1", "offer.expired 2");
        assertThat(owner().get("/offers/" + offer).jsonPath().getString("state"))
                .isEqualTo("expired");
    }

    @Test
    void a_new_budget_makes_it_live_again() {
        String offer = Programme.offer(Map.of("budget[limit]", "1000", "budget[period]", "day"));
        told(offer, 1);
        // Yesterday everything was spent.
        rows.update(
                "INSERT INTO offer_budgets (offer_id, period_start, budget, spent) VALUES (?, current_date - 2, 1000, 1000)",
                offer);
        rows.update(
                "UPDATE offers SET standing = 'budget_exhausted', move_at = now() - interval '1 hour' WHERE id = ?",
                offer);

        assertThat(told(offer, 2)).containsExactly("offer.live 1", "offer.live 2");
        assertThat(rows.single("SELECT standing FROM offers WHERE id = ?", offer))
                .isEqualTo("live");
    }

    @Test
    void several_replicas_tell_each_move_once() throws Exception {
        Instant start = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        List<String> offers = IntStream.range(0, 10)
                .mapToObj(i -> Programme.offer(Map.of("starts_at", start.toString())))
                .toList();

        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            Stream.generate(() -> replicas.submit(() -> sweepUntil(start.plusSeconds(2))))
                    .limit(4)
                    .toList()
                    .forEach(OfferMovesTest::join);
        }

        offers.forEach(offer -> assertThat(told(offer, 1)).containsExactly("offer.live 1"));
        assertThat(rows.count("SELECT sum(told)::bigint FROM offers WHERE id = ANY (?)", (Object)
                        offers.toArray(String[]::new)))
                .isEqualTo(offers.size());
    }

    private Void sweepUntil(Instant end) {
        while (Instant.now().isBefore(end)) {
            try {
                VertxContextSupport.subscribeAndAwait(() -> sweep.sweep());
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
        return null;
    }

    private static void join(java.util.concurrent.Future<Void> replica) {
        try {
            replica.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was told of the offer, once there is so much, in the order of the moves. */
    private static List<String> told(String offer, int moves) {
        await().atMost(Duration.ofSeconds(60)).until(() -> told(offer).size() >= moves);
        return told(offer);
    }

    private static List<String> told(String offer) {
        List<ConsumerRecord<String, String>> events = new ArrayList<>();
        Stream.of(EventType.OFFER_LIVE, EventType.OFFER_EXPIRED, EventType.OFFER_BUDGET_EXHAUSTED)
                .forEach(type -> events.addAll(Topics.of(type.topic(), offer)));
        return events.stream()
                .sorted((one, other) -> Long.compare(version(one), version(other)))
                .map(event -> event.topic() + " " + version(event))
                .toList();
    }

    private static long version(ConsumerRecord<String, String> event) {
        return Long.parseLong(
                new String(event.headers().lastHeader("ce_aggregateversion").value(), UTF_8));
    }
}
