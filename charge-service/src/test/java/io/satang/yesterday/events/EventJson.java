package io.satang.yesterday.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** How event payloads are written: snake_case names, ISO 8601 times, unknown fields ignored so that producers may add. */
public final class EventJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private EventJson() {}

    /** The payload's JSON text. */
    public static String write(Record payload) {
        try {
            return MAPPER.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write a " + payload.getClass().getSimpleName(), e);
        }
    }

    /**
     * Reads a payload.
     *
     * @param json null for a record without value, as Kafka gives it
     * @throws MalformedEventException when there is no text, or it is not JSON or lacks what the record needs
     */
    public static <T extends Record> T read(String json, Class<T> type) throws MalformedEventException {
        if (json == null) {
            throw new MalformedEventException("payload is missing, not a " + type.getSimpleName());
        }
        ObjectReader reader = MAPPER.readerFor(type);
        try {
            T value = reader.readValue(json);
            if (value == null) {
                throw new MalformedEventException("payload is null, not a " + type.getSimpleName());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedEventException(
                    "payload is not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
