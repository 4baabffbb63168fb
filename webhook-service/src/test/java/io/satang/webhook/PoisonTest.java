package io.satang.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.testing.Topics;
import io.satang.webhook.Merchant.Charge;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that no retry can make readable: each stands on the dead-letter topic, and what comes behind it is taken. */
@QuarkusTest
class PoisonTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A message and what is wrong with it. */
    record Poison(String name, String reason, UnaryOperator<ProducerRecord<String, String>> damage) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> poisons() {
        return Stream.of(
                        new Poison("not JSON", "payload is not a ChargeChanged", message -> withValue(message, "{")),
                        new Poison(
                                "an empty value", "payload is not a ChargeChanged", message -> withValue(message, "")),
                        new Poison("no value", "payload is missing", message -> withValue(message, null)),
                        new Poison(
                                "another payload",
                                "payload is not a ChargeChanged",
                                message -> withValue(message, "{\"a\":1}")),
                        new Poison(
                                "no object",
                                "object is not a JSON object",
                                message -> withValue(
                                        message, message.value().replaceFirst("\"object\":\\{.*}", "\"object\":7}"))),
                        new Poison("no envelope", "header ce_type is missing", PoisonTest::withoutHeaders),
                        new Poison(
                                "no account",
                                "header ce_accountid is missing",
                                message -> without(message, "ce_accountid")),
                        new Poison(
                                "version 0",
                                "envelope: version of",
                                message -> with(message, "ce_aggregateversion", "0")),
                        new Poison(
                                "an id that is none",
                                "ce_id is not an event id",
                                message -> with(message, "ce_id", "\"}")),
                        new Poison(
                                "a time that is none", "envelope: ", message -> with(message, "ce_time", "yesterday")),
                        new Poison(
                                "a time in digits",
                                "envelope: ",
                                message -> with(message, "ce_time", "1764230400000000")),
                        new Poison(
                                "a binary header",
                                "header ce_subject is not UTF-8",
                                message -> with(message, "ce_subject", new byte[] {(byte) 0xc3, 0x28})),
                        new Poison(
                                "a header without value",
                                "header ce_id is missing",
                                message -> with(message, "ce_id", (byte[]) null)),
                        new Poison(
                                "a structured cloud event",
                                "payload is not a ChargeChanged",
                                message -> withValue(
                                        with(message, "content-type", "application/cloudevents+json"), "{\"id\":1}")),
                        new Poison(
                                "a source that is none, and nothing readable",
                                "payload is not a ChargeChanged",
                                message -> withValue(with(message, "ce_source", "not a uri"), "[")),
                        new Poison(
                                "two megabytes that were compressed",
                                "payload has 2000000 bytes",
                                message -> withValue(message, " ".repeat(2_000_000))),
                        new Poison(
                                "an account with NUL", "", message -> with(message, "ce_accountid", "account\u0000")))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("poisons")
    void poisonIsPutAsideAndBlocksNothing(Poison poison) {
        Merchant merchant = Merchant.open();
        Charge charge = merchant.charge();
        EventEnvelope envelope = merchant.envelope(EventType.CHARGE_CREATED, charge.id(), 1);

        Kafka.publish(poison.damage().apply(Merchant.message(envelope, charge.payload())));
        // The same key, so the same partition, behind the poison.
        String behind = charge.happened(merchant.envelope(EventType.CHARGE_CREATED, charge.id(), 2));

        await().atMost(PATIENCE)
                .until(() -> merchant.request()
                        .get("/events")
                        .jsonPath()
                        .getList("data.id")
                        .equals(List.of(behind)));
        await().atMost(PATIENCE).until(() -> letters(charge.id()).size() == 1);
        assertThat(reason(letters(charge.id()).getFirst())).startsWith(poison.reason());
    }

    private static List<ConsumerRecord<String, String>> letters(String key) {
        return Topics.read("charge.created.webhook-service.dead-letter").stream()
                .filter(letter -> letter.key().equals(key))
                .toList();
    }

    private static String reason(ConsumerRecord<String, String> letter) {
        return new String(letter.headers().lastHeader("dead-letter-reason").value(), UTF_8);
    }

    private static ProducerRecord<String, String> withValue(ProducerRecord<String, String> message, String value) {
        return new ProducerRecord<>(message.topic(), null, message.key(), value, message.headers());
    }

    private static ProducerRecord<String, String> with(
            ProducerRecord<String, String> message, String header, String value) {
        return with(message, header, value.getBytes(UTF_8));
    }

    private static ProducerRecord<String, String> with(
            ProducerRecord<String, String> message, String header, byte[] value) {
        message.headers().remove(header).add(header, value);
        return message;
    }

    private static ProducerRecord<String, String> without(ProducerRecord<String, String> message, String header) {
        message.headers().remove(header);
        return message;
    }

    private static ProducerRecord<String, String> withoutHeaders(ProducerRecord<String, String> message) {
        return new ProducerRecord<>(message.topic(), message.key(), message.value());
    }
}
