package io.satang.events;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Payloads of records whose bytes may be anything. */
public final class EventPayload {
    private EventPayload() {}

    /**
     * Reads the payload of a record.
     *
     * @throws MalformedEventException when there is none, or it is larger than any event may be, or no text, or not JSON of this type
     */
    public static <T extends Record> T read(ConsumerRecord<byte[], byte[]> message, Class<T> type)
            throws MalformedEventException {
        byte[] value = message.value();
        if (value == null) {
            throw new MalformedEventException("payload is missing, not a " + type.getSimpleName());
        }
        if (value.length > Sizes.EVENT_BYTES_MAX) {
            throw new MalformedEventException("payload has " + value.length + " bytes, more than any event");
        }
        return EventJson.read(value, type);
    }
}
