package io.satang.source.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.satang.events.SourceCreated;

/** A stored source as merchants see it now: as it was announced, with the present status of its charge. */
final class SourceObject {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SourceObject() {}

    static String render(StoredSource source) {
        try {
            String announced = EventJson.read(source.payload(), SourceCreated.class)
                    .object()
                    .text();
            return MAPPER.readValue(announced, ObjectNode.class)
                    .put("charge_status", source.chargeStatus())
                    .toString();
        } catch (MalformedEventException | JsonProcessingException e) {
            throw new IllegalStateException("a stored source is unreadable", e);
        }
    }
}
