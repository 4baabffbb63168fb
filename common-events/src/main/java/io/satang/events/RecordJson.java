package io.satang.events;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON that another version may have written or will read: snake_case names, ISO 8601 times, unknown members ignored, what may
 * be missing empty ({@link MissingMembers}), an unknown value of an enum its default where it names one.
 */
public final class RecordJson {
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .annotationIntrospector(
                    AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new MissingMembers()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    public String write(Record value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write a " + value.getClass().getSimpleName(), e);
        }
    }

    /** Reads a record; the JSON text {@code null} is none. */
    public <T extends Record> T read(String json, Class<T> type) throws MalformedEventException {
        return read(type, reader -> reader.readValue(json));
    }

    /** Reads a record from the bytes of a text; the JSON text {@code null} is none. */
    public <T extends Record> T read(byte[] json, Class<T> type) throws MalformedEventException {
        return read(type, reader -> reader.readValue(json));
    }

    @FunctionalInterface
    private interface Reading<T> {
        @Nullable
        T by(ObjectReader reader) throws IOException;
    }

    private <T extends Record> T read(Class<T> type, Reading<T> reading) throws MalformedEventException {
        try {
            T value = reading.by(mapper.readerFor(type));
            if (value == null) {
                throw new MalformedEventException("payload is null, not a " + type.getSimpleName());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedEventException("payload is not a " + type.getSimpleName() + ": " + fault(e), e);
        } catch (IOException e) {
            // Of bytes that are no text, as nothing is read from anywhere.
            throw new MalformedEventException("payload is no text", e);
        }
    }

    // Says where and not what: the text that stands there may be a person's, and this gets into logs.
    private static String fault(JsonProcessingException failure) {
        JsonLocation place = failure.getLocation();
        String where = place == null ? "" : " in line " + place.getLineNr() + ", column " + place.getColumnNr();
        return switch (failure) {
            case ValueInstantiationException refused -> member(refused) + refusal(refused) + where;
            case JsonMappingException mapping -> member(mapping) + "cannot be read" + where;
            default -> "no JSON" + where;
        };
    }

    private static String member(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .reduce((outer, inner) -> outer + "." + inner)
                .map(path -> path + ": ")
                .orElse("");
    }

    // A record's own words, which name its members.
    private static String refusal(ValueInstantiationException failure) {
        return failure.getCause() == null
                ? "cannot be made"
                : String.valueOf(failure.getCause().getMessage());
    }
}
