package io.satang.platform.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.events.EventEnvelope;
import io.satang.events.RawJson;
import io.satang.events.RequestRecorded;
import io.satang.platform.card.CardNumber;
import io.satang.platform.error.ApiException;
import io.satang.platform.params.ParamsParser;
import java.util.Locale;
import java.util.Optional;

/**
 * What may be told of a request. Pure. Fields that are listed ({@link ShownField}) are told with values of their shape; the rest is counted and
 * neither named nor told.
 */
final class Redaction {
    /** Of each of query, body and answer, as JSON. */
    static final int SHOWN_BYTES_MAX = 2 * 1024;

    /** What is added to the fields: how many others there were. */
    static final String OTHERS = "[others]";

    /** What is added to the fields when there were more than are told. */
    static final String CUT = "[cut]";

    /** What is told in the place of fields that could not be read. */
    static final String UNREADABLE = "[unreadable]";

    private static final int DEPTH_MAX = 5;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Redaction() {}

    /** The request as it may be told, by the name of {@code id}. */
    static RequestRecorded of(Observation seen, String id) {
        ObjectNode answer =
                fields("", Optional.of("application/json"), seen.answer().getBytes(UTF_8));
        boolean bodyLeftOut = seen.bodyBytes() > seen.body().length();
        return new RequestRecorded(
                id,
                seen.at(),
                Math.max(0, seen.duration()),
                seen.method(),
                ShownText.path(seen.path(), seen.route()),
                shown(fields(seen.query(), Optional.empty(), new byte[0])),
                bodyLeftOut
                        ? cut()
                        : shown(fields("", seen.contentType(), seen.body().getBytes())),
                shown(answer),
                seen.status(),
                seen.requestId().filter(EventEnvelope::isRequestId).filter(text -> !CardNumber.occursIn(text)),
                seen.key().kind().name().toLowerCase(Locale.ROOT),
                seen.key().lastFour(),
                ofFailure(seen, answer, "code").filter(ShownField.WORD::allows),
                ofFailure(seen, answer, "message").map(ShownText::message));
    }

    private static Optional<String> ofFailure(Observation seen, ObjectNode answer, String name) {
        return seen.failed()
                ? Optional.ofNullable(answer.get(name))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                : Optional.empty();
    }

    private static RawJson cut() {
        return new RawJson(JSON.objectNode().put(CUT, true).toString());
    }

    private static ObjectNode fields(String query, Optional<String> contentType, byte[] body) {
        try {
            return ParamsParser.parse(query, contentType, body).json();
        } catch (ApiException | NumberFormatException e) {
            return JSON.objectNode().put(UNREADABLE, true);
        }
    }

    private static RawJson shown(ObjectNode fields) {
        Room room = new Room(SHOWN_BYTES_MAX);
        if (fields.has(UNREADABLE)) {
            return new RawJson(JSON.objectNode().put(UNREADABLE, true).toString());
        }
        return new RawJson(members(fields, DEPTH_MAX, room).toString());
    }

    /** What is left of the bytes that may be told. Used by one thread. */
    private static final class Room {
        private static final int FOR_MARKS = 256;
        private int left;

        Room(int bytes) {
            this.left = bytes - FOR_MARKS;
        }

        /** Takes what this member is written with, at the most. */
        boolean takes(int chars) {
            left -= chars;
            return left >= 0;
        }
    }

    private static ObjectNode members(ObjectNode from, int depth, Room room) {
        ObjectNode into = JSON.objectNode();
        int others = 0;
        for (var member : from.properties()) {
            Optional<ShownField> field = ShownField.of(member.getKey());
            if (field.isEmpty()) {
                others += said(member.getValue()) ? 1 : 0;
                continue;
            }
            if (!room.takes(member.getKey().length() + 4)) {
                return into.put(CUT, true);
            }
            value(member.getValue(), field.get(), depth, room).ifPresent(value -> into.set(member.getKey(), value));
        }
        return others == 0 || !room.takes(OTHERS.length() + 8) ? into : into.put(OTHERS, others);
    }

    private static Optional<JsonNode> value(JsonNode value, ShownField field, int depth, Room room) {
        return switch (value) {
            case JsonNode none when !said(none) -> Optional.empty();
            case ObjectNode object
            when field == ShownField.OBJECT && depth > 0 -> Optional.of(members(object, depth - 1, room));
            case ArrayNode array
            when field == ShownField.OBJECT && depth > 0 -> Optional.of(elements(array, field, depth - 1, room));
            default -> Optional.of(plain(value, field, room));
        };
    }

    private static ArrayNode elements(ArrayNode from, ShownField field, int depth, Room room) {
        ArrayNode into = JSON.arrayNode();
        for (JsonNode element : from) {
            if (!room.takes(2)) {
                return into;
            }
            value(element, field, depth, room).ifPresent(into::add);
        }
        return into;
    }

    private static JsonNode plain(JsonNode value, ShownField field, Room room) {
        boolean shown = value.isValueNode()
                && field.allows(value.asText())
                && room.takes(value.asText().length() + 2);
        if (shown) {
            return value;
        }
        room.takes(ShownText.REDACTED.length() + 2);
        return JSON.textNode(ShownText.REDACTED);
    }

    private static boolean said(JsonNode value) {
        return !value.isNull() && !(value.isContainerNode() && value.isEmpty());
    }
}
