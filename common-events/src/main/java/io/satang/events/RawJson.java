package io.satang.events;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Objects;

/**
 * A JSON text that is carried as it is. An object that merchants see is rendered once, by the service that owns it, and every other
 * service passes the same characters on without building a tree of them.
 *
 * @param text a complete JSON value
 */
@JsonDeserialize(using = RawJson.Slice.class)
public record RawJson(@JsonValue @JsonRawValue String text) {

    public RawJson {
        Objects.requireNonNull(text, "text");
    }

    /** Cuts the value out of the text that is being parsed. */
    static final class Slice extends StdDeserializer<RawJson> {
        private static final long serialVersionUID = 1L;

        Slice() {
            super(RawJson.class);
        }

        @Override
        public RawJson deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonLocation start = parser.currentTokenLocation();
            return switch (start.contentReference().getRawContent()) {
                case String text -> {
                    int end = (int) end(parser).getCharOffset();
                    yield new RawJson(text.substring((int) start.getCharOffset(), end));
                }
                // Only of UTF-8 does a parser count the bytes.
                case byte[] bytes
                when start.getByteOffset() >= 0 -> {
                    int begin = (int) start.getByteOffset();
                    int length = (int) end(parser).getByteOffset() - begin;
                    yield new RawJson(RecordText.cut(bytes, begin, length));
                }
                case null, default -> new RawJson(parser.readValueAsTree().toString());
            };
        }

        private static JsonLocation end(JsonParser parser) throws IOException {
            parser.skipChildren();
            // A text is read lazily: the parser stands at its beginning until it is told to finish.
            parser.finishToken();
            return parser.currentLocation();
        }
    }
}
