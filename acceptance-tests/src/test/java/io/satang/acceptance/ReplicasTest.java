package io.satang.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.acceptance.Databases.ChargeRow;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas of the charge-service on one database: what one of them may do, the other does not do again. */
@ExtendWith(RunningPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicasTest {

    private static final int CHARGES = 30;
    private static final Duration SHORTEST_EXPIRY = Duration.ofSeconds(40);
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final String expiring = "expiring-" + UUID.randomUUID();
    private final Platform platform;
    private final Shop gateway;
    private final List<Shop> replicas;

    ReplicasTest(Platform platform) {
        this.platform = platform;
        this.gateway = new Shop(platform.api());
        this.replicas = platform.chargeReplicas().stream().map(Shop::new).toList();
    }

    /** The shortest expiry is half a minute, which the other tests may use. */
    @BeforeAll
    void chargesStartToExpire() {
        assertThat(replicas).hasSize(2);
        for (int i = 0; i < CHARGES; i++) {
            replica(i)
                    .secret()
                    .post(
                            "/charges",
                            "amount=50000",
                            "currency=THB",
                            "source[type]=promptpay",
                            "expires_at=" + Instant.now().plus(SHORTEST_EXPIRY).truncatedTo(ChronoUnit.SECONDS),
                            "description=" + expiring)
                    .ok();
        }
    }

    @Test
    void a_source_charged_at_both_at_once_pays_once() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CHARGES; i++) {
                String source = gateway.source();
                List<Callable<Reply>> race = replicas.stream()
                        .<Callable<Reply>>map(replica -> () -> charge(replica, source))
                        .toList();

                List<Reply> replies = clients.invokeAll(race).stream()
                        .map(answer -> answer.resultNow())
                        .toList();

                assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(200, 400);
                assertThat(replies)
                        .filteredOn(reply -> reply.status() == 400)
                        .extracting(Reply::errorCode)
                        .containsOnly("invalid_charge");
            }
        }
    }

    @Test
    void a_charge_that_ends_at_both_at_once_ends_once() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CHARGES; i++) {
                JsonNode charge = gateway.charge();
                String path = "/charges/" + charge.path("id").asText();
                List<Callable<Reply>> race = List.of(
                        () -> replicas.getFirst().press(charge, "outcome=successful"),
                        () -> replicas.getLast().secret().post(path + "/expire"));

                List<Reply> replies = clients.invokeAll(race).stream()
                        .map(answer -> answer.resultNow())
                        .toList();

                boolean paid = replies.getFirst().status() == 303;
                assertThat(replies.getFirst().status()).isIn(303, 409);
                assertThat(replies.getLast().status()).isEqualTo(paid ? 400 : 200);
                assertThat(gateway.secret().get(path).ok("status")).isEqualTo(paid ? "successful" : "expired");
            }
        }
    }

    @Test
    void the_events_of_a_charge_stand_on_the_topic_in_their_order() {
        List<String> charges = Stream.generate(gateway::charge)
                .limit(CHARGES)
                .map(charge -> charge.path("id").asText())
                .toList();
        int updates = 6;
        for (int update = 0; update < updates; update++) {
            for (String charge : charges) {
                replica(update)
                        .secret()
                        .patch("/charges/" + charge, "description=update-" + update)
                        .ok();
            }
        }
        await().until(() -> platform.databases().unpublished() == 0);

        Map<String, List<Long>> versions = platform.topics().events(EventType.CHARGE_UPDATED.topic()).stream()
                .filter(event -> charges.contains(event.aggregateId()))
                .collect(groupingBy(EventEnvelope::aggregateId, mapping(EventEnvelope::version, toList())));

        List<Long> inOrder =
                IntStream.range(0, updates).mapToObj(update -> update + 2L).toList();
        assertThat(versions).containsOnlyKeys(charges);
        assertThat(versions.values()).allSatisfy(of -> assertThat(of).isEqualTo(inOrder));
    }

    @Test
    void what_both_sweep_expires_once() {
        await().atMost(SHORTEST_EXPIRY.plus(SWEEP))
                .until(() -> platform.databases().charges(expiring).stream()
                        .allMatch(row -> row.status().equals("expired")));
        await().until(() -> platform.databases().unpublished() == 0);

        List<ChargeRow> rows = platform.databases().charges(expiring);

        assertThat(rows).hasSize(CHARGES);
        new ChargeHistory(rows).assertMatches(platform.topics());
        assertThat(platform.topics().events(EventType.CHARGE_EXPIRED.topic()))
                .filteredOn(event -> rows.stream().anyMatch(row -> row.id().equals(event.aggregateId())))
                .hasSize(CHARGES);
    }

    private Shop replica(int number) {
        return replicas.get(number % replicas.size());
    }

    private static Reply charge(Shop shop, String source) {
        return shop.secret()
                .post("/charges", "amount=400000", "currency=THB", "return_uri=" + Shop.RETURN_URI, "source=" + source);
    }
}
