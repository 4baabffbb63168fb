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
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** How a record becomes a letter on a dead-letter topic, and a letter the record that it was. */
final class DeadLetter {
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

    /** Where a record stood. */
    record Origin(String topic, int partition, long offset) {}

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

    /** Whether the letter is not all of the record. */
    static boolean leftOut(ConsumerRecord<byte[], byte[]> letter) {
        return letter.headers().lastHeader(LEFT_OUT) != null;
    }

    /** Where the record of a letter stood; empty when it is no letter of ours. */
    static Optional<Origin> origin(ConsumerRecord<byte[], byte[]> letter) {
        Headers headers = letter.headers();
        try {
            return Optional.of(new Origin(
                    text(headers, TOPIC),
                    Integer.parseInt(text(headers, PARTITION)),
                    Long.parseLong(text(headers, OFFSET))));
        } catch (MalformedEventException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Why it was put aside. */
    static String reason(ConsumerRecord<byte[], byte[]> letter) {
        try {
            return text(letter.headers(), REASON);
        } catch (MalformedEventException e) {
            return "";
        }
    }

    /** The record that the letter was, at its old place; complete only when nothing was left out. */
    static ConsumerRecord<byte[], byte[]> restore(ConsumerRecord<byte[], byte[]> letter, Origin origin) {
        return new ConsumerRecord<>(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                letter.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                letter.key(),
                letter.value(),
                new RecordHeaders(original(letter.headers())),
                Optional.empty());
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

    private static String text(Headers headers, String name) throws MalformedEventException {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new MalformedEventException("header " + name + " is missing");
        }
        return RecordText.of(header.value(), name);
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
