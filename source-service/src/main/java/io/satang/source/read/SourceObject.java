package io.satang.source.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.events.RawJson;
import io.satang.platform.json.StoredJson;

/** A stored source as merchants see it now: as it was announced, with the present status of its charge. */
final class SourceObject {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** All that is read of a row's payload here. */
    record Kept(RawJson object) {}

    private SourceObject() {}

    static String render(StoredSource source) {
        try {
            String announced = StoredJson.read(source.payload(), Kept.class, "a stored source")
                    .object()
                    .text();
            return MAPPER.readValue(announced, ObjectNode.class)
                    .put("charge_status", source.chargeStatus())
                    .toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored source is unreadable", e);
        }
    }
}
