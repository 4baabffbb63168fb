package io.satang.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventEnvelopeTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

    @ParameterizedTest
    @EnumSource(EventType.class)
    void theHeadersAreReadBackAsTheSameEnvelope(EventType type) throws MalformedEventException {
        EventEnvelope envelope = envelope(type);

        assertThat(EventEnvelope.from(message(envelope.headers()))).isEqualTo(envelope);
    }

    @Test
    void the_request_that_caused_the_event_travels_with_it() throws MalformedEventException {
        EventEnvelope caused = causedBy("order-7:a.b_c");

        assertThat(EventEnvelope.from(message(caused.headers()))).isEqualTo(caused);
        assertThat(envelope(EventType.CHARGE_COMPLETE).requestId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "x\n", "\u0e01", "<script>"})
    void what_names_no_request_is_left_out_and_the_event_stays(String name) throws MalformedEventException {
        EventEnvelope envelope = envelope(EventType.CHARGE_COMPLETE);
        ConsumerRecord<String, String> message = message(envelope.headers());
        message.headers().add("ce_requestid", name.getBytes(UTF_8));

        assertThat(EventEnvelope.from(message)).isEqualTo(envelope);
    }

    @Test
    void a_request_header_without_a_value_is_left_out_too() throws MalformedEventException {
        EventEnvelope envelope = envelope(EventType.CHARGE_COMPLETE);
        ConsumerRecord<String, String> message = message(envelope.headers());
        message.headers().add("ce_requestid", null);

        assertThat(EventEnvelope.from(message)).isEqualTo(envelope);
    }

    @Test
    void theHeadersAreThoseOfACloudEventInBinaryMode() {
        Map<String, String> headers = envelope(EventType.CHARGE_COMPLETE).headers().stream()
                .collect(Collectors.toMap(Header::key, header -> new String(header.value(), UTF_8)));

        assertThat(headers)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "0mhq3x1ab0000000001",
                        "ce_type", "charge.complete",
                        "ce_source", "/satang/charge",
                        "ce_subject", "chrg_test_5satang000000000003",
                        "ce_time", "2026-01-02T03:04:05.678901Z",
                        "ce_accountid", "account_test_5satang000000000001",
                        "ce_livemode", "true",
                        "ce_aggregateversion", "2",
                        "content-type", "application/json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ce_id", "ce_type", "ce_subject", "ce_time", "ce_accountid", "ce_livemode", "ce_aggregateversion"
            })
    void aMissingHeaderMakesTheEventMalformed(String name) {
        List<Header> headers = envelope(EventType.CHARGE_COMPLETE).headers().stream()
                .filter(header -> !header.key().equals(name))
                .toList();

        assertThatThrownBy(() -> EventEnvelope.from(message(headers)))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("header " + name + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "ce_type, charge.unheard",
        "ce_aggregateversion, 0",
        "ce_aggregateversion, two",
        "ce_aggregateversion, 99999999999999999999",
        "ce_time, yesterday",
    })
    void aHeaderThatMakesNoSenseMakesTheEventMalformed(String name, String value) {
        ConsumerRecord<String, String> message =
                message(envelope(EventType.CHARGE_COMPLETE).headers());
        message.headers().remove(name).add(name, value.getBytes(UTF_8));

        assertThatThrownBy(() -> EventEnvelope.from(message)).isInstanceOf(MalformedEventException.class);
    }

    private static EventEnvelope envelope(EventType type) {
        return new EventEnvelope(
                "0mhq3x1ab0000000001",
                type,
                "chrg_test_5satang000000000003",
                2,
                "account_test_5satang000000000001",
                true,
                TIME);
    }

    private static EventEnvelope causedBy(String requestId) {
        EventEnvelope other = envelope(EventType.CHARGE_COMPLETE);
        return new EventEnvelope(
                other.id(),
                other.type(),
                other.aggregateId(),
                other.version(),
                other.accountId(),
                other.livemode(),
                other.time(),
                Optional.of(requestId));
    }

    private static ConsumerRecord<String, String> message(List<Header> headers) {
        ConsumerRecord<String, String> message = new ConsumerRecord<>("topic", 0, 0, "key", "{}");
        headers.forEach(message.headers()::add);
        return message;
    }
}
