package io.satang.source.status;

import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.platform.outbox.EventRecords;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.source.Merchants;
import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import io.satang.testing.TestAccounts;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class ChargeStatusTest {
    @Inject
    Rows rows;

    @BeforeEach
    void merchantsAreKnown() {
        Merchants.ready();
    }

    @Test
    void aSourceTellsHowItsChargeStands() {
        String source = create();
        assertThat(status(source)).isEqualTo("unknown");

        Topics.publish(List.of(created(source)));
        await().untilAsserted(() -> assertThat(status(source)).isEqualTo("pending"));

        Topics.publish(List.of(complete(source, "successful")));
        await().untilAsserted(() -> assertThat(status(source)).isEqualTo("successful"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"successful", "failed"})
    void aCompletedChargeMayBeHeardOfBeforeItsCreation(String outcome) {
        String source = create();

        Topics.publish(List.of(complete(source, outcome)));
        await().untilAsserted(() -> assertThat(status(source)).isEqualTo(outcome));
        Topics.publish(List.of(created(source)));

        afterEverythingBeforeHasBeenApplied();
        assertThat(status(source)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"CHARGE_CAPTURED, successful", "CHARGE_REVERSED, reversed"})
    void what_becomes_of_held_money_is_mirrored(EventType type, String status) {
        String source = create();

        Topics.publish(List.of(created(source), event(type, source, 3, status)));

        await().untilAsserted(() -> assertThat(status(source)).isEqualTo(status));
    }

    @Test
    void anyOrderWithAnyRepetitionEndsTheSame() {
        List<String> sources = new ArrayList<>();
        List<ProducerRecord<String, String>> events = new ArrayList<>();
        for (List<Integer> order : orders()) {
            String source = create();
            List<ProducerRecord<String, String>> told =
                    List.of(created(source), event(EventType.CHARGE_COMPLETE, source, 2, "failed"), expired(source, 3));
            sources.add(source);
            order.forEach(index -> events.add(told.get(index)));
        }

        Topics.publish(events);

        await().untilAsserted(() -> assertThat(sources)
                .allSatisfy(source -> assertThat(status(source)).isEqualTo("expired")));
        afterEverythingBeforeHasBeenApplied();
        assertThat(sources).allSatisfy(source -> {
            assertThat(status(source)).isEqualTo("expired");
            assertThat(rows.single("SELECT charge_version FROM sources WHERE id = ?", source))
                    .isEqualTo(3L);
        });
    }

    @Test
    void aChargeWithoutASourceOrOfAnUnknownOneIsPassedOver() {
        Topics.publish(List.of(
                charge(EventType.CHARGE_CREATED, Optional.empty(), "chrg_test_card", 1, "pending"),
                charge(EventType.CHARGE_CREATED, Optional.of("src_test_nowhere"), "chrg_test_lost", 1, "pending")));

        afterEverythingBeforeHasBeenApplied();
    }

    @Test
    void anUnreadableEventIsPutAsideAndBlocksNothing() {
        String key = "chrg_test_poison" + System.nanoTime();
        String source = create();
        Topics.publish(List.of(new ProducerRecord<>("charge.complete", key, "not even JSON")));
        Topics.publish(List.of(
                charge(EventType.CHARGE_COMPLETE, Optional.of(source), key, 2, "vanished"),
                complete(source, "failed")));

        await().untilAsserted(() -> assertThat(status(source)).isEqualTo("failed"));
        await().untilAsserted(() -> assertThat(Topics.read("charge.complete.source-service.dead-letter"))
                .filteredOn(letter -> key.equals(letter.key()))
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.headers().lastHeader("dead-letter-reason"))
                        .isNotNull()));
    }

    /** One event per topic and partition order: when a fresh source has caught up, so have those before it. */
    private void afterEverythingBeforeHasBeenApplied() {
        for (int partition = 0; partition < 16; partition++) {
            String source = create();
            Topics.publish(List.of(created(source), complete(source, "successful"), expired(source, 3)));
            await().untilAsserted(() -> assertThat(status(source)).isEqualTo("expired"));
        }
    }

    private static List<List<Integer>> orders() {
        return Stream.of(
                        "012",
                        "021",
                        "102",
                        "120",
                        "201",
                        "210",
                        "0012",
                        "2100",
                        "20202",
                        "00112201",
                        "222111000",
                        "0120",
                        "2010")
                .map(order -> order.chars().mapToObj(digit -> digit - '0').toList())
                .toList();
    }

    private static ProducerRecord<String, String> created(String source) {
        return event(EventType.CHARGE_CREATED, source, 1, "pending");
    }

    private static ProducerRecord<String, String> complete(String source, String status) {
        return event(EventType.CHARGE_COMPLETE, source, 2, status);
    }

    private static ProducerRecord<String, String> expired(String source, long version) {
        return event(EventType.CHARGE_EXPIRED, source, version, "expired");
    }

    private static ProducerRecord<String, String> event(EventType type, String source, long version, String status) {
        return charge(type, Optional.of(source), source.replace("src_", "chrg_"), version, status);
    }

    private static ProducerRecord<String, String> charge(
            EventType type, Optional<String> source, String charge, long version, String status) {
        EventEnvelope envelope = new EventEnvelope(
                charge + "-" + version, type, charge, version, TestAccounts.ACCOUNT, false, Instant.EPOCH);
        return EventRecords.of(OutboxEvent.of(
                envelope,
                new ChargeChanged(
                        charge,
                        source,
                        status,
                        10_000,
                        "THB",
                        List.of(),
                        1,
                        new RawJson("{\"object\":\"charge\",\"id\":\"" + charge + "\"}"))));
    }

    private static String status(String source) {
        return as(THAI_PUBLIC).get("/sources/" + source).path("charge_status");
    }

    private static String create() {
        return as(THAI_PUBLIC)
                .formParam("amount", 10_000)
                .formParam("currency", "THB")
                .formParam("type", "promptpay")
                .post("/sources")
                .path("id");
    }
}
