package io.satang.console.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads objects of the API, whose members may be null or, in a newer version, something else. */
public final class Body {
    private Body() {}

    /** A text or a number as text; empty when there is none. */
    public static Optional<String> text(JsonNode object, String member) {
        return Optional.of(object.path(member))
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }

    /** A point in time. */
    public static Optional<Instant> instant(JsonNode object, String member) {
        try {
            return text(object, member).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The items of an array. */
    public static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** The items of a list object. */
    public static List<JsonNode> data(JsonNode list) {
        return items(list.path("data"));
    }

    /** How it looks with a line for each member. */
    public static String pretty(JsonNode object) {
        return object.toPrettyString();
    }
}
