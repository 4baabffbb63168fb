package io.satang.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * What is known of an event without reading its payload. On Kafka it is a CloudEvents 1.0 binary-mode message: the topic is the type, the
 * key is the aggregate's id, and the rest are {@code ce_*} headers.
 *
 * @param id          unique for ever; a repeated delivery carries the same one
 * @param type        what happened
 * @param aggregateId the object that it happened to
 * @param version     the object's version after it happened, from 1; consumers see gaps and stale news by it
 * @param accountId   whose object it is
 * @param livemode    live or test
 * @param time        when it happened
 * @param requestId   the request that caused it, for whoever follows its traces; empty when nobody asked for it, as when time runs out
 */
public record EventEnvelope(
        String id,
        EventType type,
        String aggregateId,
        long version,
        String accountId,
        boolean livemode,
        Instant time,
        Optional<String> requestId) {

    private static final String SOURCE = "/satang/";
    private static final String REQUEST_ID_HEADER = "ce_requestid";
    private static final int REQUEST_ID_CHARS_MAX = 64;

    public EventEnvelope {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(aggregateId, "aggregateId");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(requestId, "requestId");
        if (version < 1) {
            throw new IllegalArgumentException("version of " + aggregateId + " is " + version + ", below 1");
        }
    }

    /** The envelope of an event that no request has caused. */
    public EventEnvelope(
            String id,
            EventType type,
            String aggregateId,
            long version,
            String accountId,
            boolean livemode,
            Instant time) {
        this(id, type, aggregateId, version, accountId, livemode, time, Optional.empty());
    }

    /** Whether this text may name a request: it goes into logs and headers, and comes from whoever calls. */
    public static boolean isRequestId(String text) {
        return !text.isEmpty() && text.length() <= REQUEST_ID_CHARS_MAX && hasOnlyCharactersOfRequestIds(text);
    }

    private static boolean hasOnlyCharactersOfRequestIds(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isOfRequestId(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfRequestId(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "._:-".indexOf(character) >= 0;
    }

    /** The CloudEvents headers of this envelope. */
    public List<Header> headers() {
        List<Header> headers = new ArrayList<>(always());
        requestId.ifPresent(request -> headers.add(header(REQUEST_ID_HEADER, request)));
        return headers;
    }

    private List<Header> always() {
        return List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", id),
                header("ce_type", type.topic()),
                header("ce_source", SOURCE + type.aggregateType()),
                header("ce_subject", aggregateId),
                header("ce_time", time.toString()),
                header("ce_accountid", accountId),
                header("ce_livemode", Boolean.toString(livemode)),
                header("ce_aggregateversion", Long.toString(version)),
                header("content-type", "application/json"));
    }

    /**
     * Reads the envelope of a record from one of our topics. What names no request is left out: an event is worth more than its trace.
     *
     * @throws MalformedEventException when a header is missing or makes no sense
     */
    public static EventEnvelope from(ConsumerRecord<?, ?> message) throws MalformedEventException {
        Headers headers = message.headers();
        EventType type = EventType.of(text(headers, "ce_type"))
                .orElseThrow(() -> new MalformedEventException("ce_type is not one of ours"));
        try {
            return new EventEnvelope(
                    text(headers, "ce_id"),
                    type,
                    text(headers, "ce_subject"),
                    Long.parseLong(text(headers, "ce_aggregateversion")),
                    text(headers, "ce_accountid"),
                    Boolean.parseBoolean(text(headers, "ce_livemode")),
                    Instant.parse(text(headers, "ce_time")),
                    requestId(headers));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedEventException("envelope: " + e.getMessage(), e);
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    private static Optional<String> requestId(Headers headers) {
        return Optional.ofNullable(headers.lastHeader(REQUEST_ID_HEADER))
                .map(Header::value)
                .map(value -> new String(value, UTF_8))
                .filter(EventEnvelope::isRequestId);
    }

    private static String text(Headers headers, String name) throws MalformedEventException {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new MalformedEventException("header " + name + " is missing");
        }
        String text = RecordText.of(header.value(), "header " + name);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new MalformedEventException("header " + name + " has control characters");
            }
        }
        return text;
    }
}
