package io.satang.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.webhook.Merchant.Charge;
import io.satang.webhook.Receiver.Received;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the header of a record to the header of a webhook. */
@QuarkusTest
class TraceTest extends MerchantsServer {
    private static final String HOOK = "/hook";
    private static final String HEADER = "traceparent";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void the_trace_that_an_event_came_in_with_goes_with_every_attempt() {
        receiver.answers(HOOK, 500, 200);
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        complete(merchant, TRACE);

        // The second is claimed from the table.
        assertThat(receiver.await(HOOK, 2))
                .allSatisfy(webhook -> assertThat(webhook.header(HEADER)).contains(TRACE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nX-Other: 1"
            })
    void what_is_no_trace_is_left_out_and_the_event_delivered(String text) {
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        complete(merchant, text);

        Received webhook = receiver.await(HOOK, 1).getFirst();
        assertThat(webhook.header(HEADER)).isEmpty();
        assertThat(webhook.header("X-Other")).isEmpty();
    }

    private static void complete(Merchant merchant, String trace) {
        Charge charge = merchant.charge();
        EventEnvelope envelope = merchant.envelope(EventType.CHARGE_COMPLETE, charge.id(), 2);
        ProducerRecord<String, String> message = Merchant.message(envelope, charge.payload());
        message.headers().add(HEADER, trace.getBytes(UTF_8));
        Kafka.publish(message);
    }
}
