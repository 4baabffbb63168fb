package io.satang.events;

/**
 * How event payloads are written and read. A reader understands the events of older and of newer producers: what may be missing is empty
 * ({@link MayBeMissing}), what it does not know is ignored.
 */
public final class EventJson {
    private static final RecordJson JSON = new RecordJson();

    private EventJson() {}

    /** The payload's JSON text. */
    public static String write(Record payload) {
        return JSON.write(payload);
    }

    /**
     * Reads a payload.
     *
     * @param json null for a record without value, as Kafka gives it
     * @throws MalformedEventException when there is no text, or it is not JSON or lacks what the record needs; the message names what it is
     */
    public static <T extends Record> T read(String json, Class<T> type) throws MalformedEventException {
        if (json == null) {
            throw new MalformedEventException("payload is missing, not a " + type.getSimpleName());
        }
        return JSON.read(json, type);
    }

    /**
     * Reads a payload as it stands on a topic.
     *
     * @throws MalformedEventException when it is no text, not JSON, or lacks what the record needs; the message names what it is
     */
    public static <T extends Record> T read(byte[] json, Class<T> type) throws MalformedEventException {
        return JSON.read(json, type);
    }
}
