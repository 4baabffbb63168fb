package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.satang.acceptance.Databases.ChargeRow;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Payments run while one process after the other is killed as {@code kill -9} does: each service, then Kafka, then
 * PostgreSQL. What was accepted is never lost, never ends twice, and everybody hears of it under one id.
 */
@Order(Integer.MAX_VALUE)
@ExtendWith(RunningPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {

    private static final int PAYMENTS_BETWEEN_CRASHES = 20;
    private static final Duration CATCHING_UP = Duration.ofSeconds(90);

    private final String description = "crash-" + UUID.randomUUID();
    private final Inbox inbox = Inbox.open();
    private final Platform platform;
    private final Shop shop;
    private final Traffic traffic;
    private List<ChargeRow> rows = List.of();

    CrashTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
        this.traffic = new Traffic(platform.api(), description);
    }

    @BeforeAll
    void payWhileEverythingIsKilledInTurn() {
        shop.sendWebhooksTo(inbox);
        try (traffic) {
            traffic.start();
            traffic.awaitPayments(PAYMENTS_BETWEEN_CRASHES);
            for (String process : platform.processes()) {
                platform.kill(process);
                traffic.awaitPayments(PAYMENTS_BETWEEN_CRASHES);
            }
        }
        platform.databases().charges(description).stream()
                .filter(row -> row.status().equals("pending"))
                .forEach(row ->
                        shop.secret().post("/charges/" + row.id() + "/expire").ok());
        rows = platform.databases().charges(description);
    }

    @AfterAll
    void webhooksGoNowhere() {
        shop.stopWebhooks();
        inbox.close();
    }

    @Test
    void every_accepted_charge_is_there_and_has_ended() {
        assertThat(rows).extracting(ChargeRow::id).containsAll(traffic.accepted());
        assertThat(rows).extracting(ChargeRow::status).isSubsetOf("successful", "expired");
    }

    @Test
    void every_charge_whose_payer_was_told_so_is_paid() {
        assertThat(rows)
                .filteredOn(row -> traffic.paid().contains(row.id()))
                .hasSameSizeAs(traffic.paid())
                .allSatisfy(row -> assertThat(row.status()).isEqualTo("successful"));
    }

    @Test
    void the_api_says_what_the_rows_say() {
        assertThat(rows)
                .allSatisfy(row -> assertThat(
                                shop.secret().get("/charges/" + row.id()).ok("status"))
                        .isEqualTo(row.status()));
    }

    @Test
    void the_sources_mirror_their_charges() {
        await().atMost(CATCHING_UP)
                .untilAsserted(() -> assertThat(rows)
                        .allSatisfy(row -> assertThat(shop.secret()
                                        .get("/sources/" + row.sourceId())
                                        .ok("charge_status"))
                                .isEqualTo(row.status())));
    }

    @Test
    void the_events_on_the_topics_match_the_rows() {
        await().atMost(CATCHING_UP).until(() -> platform.databases().unpublished() == 0);

        new ChargeHistory(rows).assertMatches(platform.topics());
        assertThat(platform.topics().events(EventType.SOURCE_CREATED.topic()))
                .extracting(EventEnvelope::aggregateId)
                .containsAll(traffic.sources());
    }

    @Test
    void every_webhook_arrives_at_least_once_under_one_id() {
        await().atMost(CATCHING_UP).untilAsserted(() -> new ChargeHistory(rows).assertArrived(inbox.all()));
    }

    @Test
    void what_could_not_be_done_was_answered_with_an_error_object() {
        assertThat(traffic.refusals()).allSatisfy(reply -> {
            assertThat(reply.errorCode()).isNotBlank();
            assertThat(reply.status()).isNotEqualTo(500);
        });
    }
}
