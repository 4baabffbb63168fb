package io.satang.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The text fields of a JSON object, and of the object in its field {@code data}, read without building a tree: a
 * generator must not spend the processor that it measures.
 *
 * @param texts by name; those of {@code data} as {@code data.name}
 */
record TopLevel(Map<String, String> texts) {

    private static final JsonFactory JSON = new JsonFactory();

    static TopLevel of(byte[] json) {
        Map<String, String> texts = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                read(parser, "", texts);
            }
        } catch (IOException notJson) {
            return new TopLevel(Map.of());
        }
        return new TopLevel(texts);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    private static void read(JsonParser parser, String prefix, Map<String, String> texts) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                texts.put(prefix + name, parser.getText());
            } else if (value == JsonToken.START_OBJECT && prefix.isEmpty() && name.equals("data")) {
                read(parser, "data.", texts);
            } else {
                parser.skipChildren();
            }
        }
    }
}
