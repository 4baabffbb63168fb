package io.satang.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One text for all the ways to write the same request: members by name, numbers and yes-or-no as the texts that a form has for them, and
 * without nulls and empty containers, which say nothing (reference omise-api §3). The order of a list is part of what it says.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    public static String of(JsonNode value) {
        return canonical(value).toString();
    }

    private static JsonNode canonical(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> members(object);
            case ArrayNode array -> elements(array);
            case JsonNode plain when plain.isNull() -> plain;
            case JsonNode plain -> JsonNodeFactory.instance.textNode(plain.asText());
        };
    }

    private static ObjectNode members(ObjectNode object) {
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        object.properties().stream().sorted(Map.Entry.comparingByKey()).forEach(member -> {
            JsonNode canonical = canonical(member.getValue());
            if (!canonical.isNull() && !(canonical.isContainerNode() && canonical.isEmpty())) {
                sorted.set(member.getKey(), canonical);
            }
        });
        return sorted;
    }

    private static ArrayNode elements(ArrayNode array) {
        ArrayNode elements = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(element -> elements.add(canonical(element)));
        return elements;
    }
}
