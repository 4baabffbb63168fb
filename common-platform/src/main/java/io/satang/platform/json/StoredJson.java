package io.satang.platform.json;

import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.satang.events.RecordJson;

/**
 * How records are kept in a column. It is apart from {@link EventJson}, and what is stored has records of its own, so that neither format
 * changes because the other one does.
 */
public final class StoredJson {
    private static final RecordJson JSON = new RecordJson();

    private StoredJson() {}

    /** The JSON text to keep. */
    public static String write(Record value) {
        return JSON.write(value);
    }

    /**
     * Reads what this or another version has kept.
     *
     * @param what names the row in the failure's message
     * @throws IllegalStateException when the text lacks what the record needs; the message names the member
     */
    public static <T extends Record> T read(String json, Class<T> type, String what) {
        try {
            return JSON.read(json, type);
        } catch (MalformedEventException e) {
            throw new IllegalStateException(what + " is unreadable: " + e.getMessage(), e);
        }
    }
}
