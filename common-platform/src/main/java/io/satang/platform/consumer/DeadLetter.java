package io.satang.platform.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.events.MalformedEventException;
import io.satang.events.RecordText;
import io.satang.events.Sizes;
import io.satang.platform.kafka.EventConsumer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** How a record becomes a letter on a dead-letter topic, and a letter the record that it was. */
public final class DeadLetter {
    private static final String PREFIX = "dead-letter-";
    private static final String CONSUMER = PREFIX + "consumer";
    private static final String CAUSE = PREFIX + "cause";
    private static final String REASON = PREFIX + "reason";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String TIMESTAMP = PREFIX + "timestamp";
    private static final String LEFT_OUT = PREFIX + "left-out";

    private static final int REASON_CHARACTERS_MAX = 1_000;
    // Room for our own headers and for what a record and its batch take beside their content.
    private static final int CONTENT_BYTES_MAX = Sizes.RECORD_BYTES_MAX - 16 * 1024;

    private DeadLetter() {}

    /** The letter; what makes it too large is left out, the value first, and a header says what. */
    static ProducerRecord<byte[], byte[]> of(
            EventConsumer consumer, ConsumerRecord<byte[], byte[]> message, Throwable reason) {
        List<Header> headers = own(consumer, message, reason);
        List<Header> original = original(message.headers());
        long rest = length(message.key()) + lengths(original);
        if (rest + length(message.value()) <= CONTENT_BYTES_MAX) {
            headers.addAll(original);
            return letter(consumer, message, message.key(), message.value(), headers);
        }
        if (rest <= CONTENT_BYTES_MAX) {
            headers.addAll(original);
            headers.add(header(LEFT_OUT, "value"));
            return letter(consumer, message, message.key(), null, headers);
        }
        headers.add(header(LEFT_OUT, "key, value and headers"));
        return letter(consumer, message, null, null, headers);
    }

    /**
     * The record that a letter of this topic was, to be sent there again with its key and its own headers, the event's id among them. Its time is
     * the present: by that of then the topic might delete it at once. Empty when the letter is not all of the record, or none of this topic.
     */
    public static Optional<ProducerRecord<byte[], byte[]>> again(ConsumerRecord<byte[], byte[]> letter, String topic) {
        boolean leftOut = letter.headers().lastHeader(LEFT_OUT) != null;
        if (leftOut || !text(letter.headers(), TOPIC).filter(topic::equals).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new ProducerRecord<>(topic, null, null, letter.key(), letter.value(), original(letter.headers())));
    }

    /** Why it was put aside; empty when that is not told. */
    public static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return text(letter.headers(), REASON).orElse("");
    }

    /** The class of the failure; empty when that is not told. */
    public static String cause(ConsumerRecord<byte[], byte[]> letter) {
        return text(letter.headers(), CAUSE).orElse("");
    }

    private static ProducerRecord<byte[], byte[]> letter(
            EventConsumer consumer,
            ConsumerRecord<byte[], byte[]> message,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers) {
        return new ProducerRecord<>(consumer.deadLetterTopic(message.topic()), null, null, key, value, headers);
    }

    private static List<Header> own(EventConsumer consumer, ConsumerRecord<byte[], byte[]> message, Throwable reason) {
        String why = String.valueOf(reason.getMessage());
        return new ArrayList<>(List.of(
                header(CONSUMER, consumer.group()),
                header(CAUSE, reason.getClass().getName()),
                header(REASON, why.substring(0, Math.min(why.length(), REASON_CHARACTERS_MAX))),
                header(TOPIC, message.topic()),
                header(PARTITION, Integer.toString(message.partition())),
                header(OFFSET, Long.toString(message.offset())),
                header(TIMESTAMP, Long.toString(message.timestamp()))));
    }

    private static List<Header> original(Headers headers) {
        return Arrays.stream(headers.toArray())
                .filter(header -> !header.key().startsWith(PREFIX))
                .toList();
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordText.of(header.value(), name));
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }

    private static long lengths(List<Header> headers) {
        return headers.stream()
                .mapToLong(header -> header.key().getBytes(UTF_8).length + length(header.value()))
                .sum();
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
