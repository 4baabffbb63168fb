package io.satang.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What a consumer relies on in a schema, seen through its references: names, types, values and what is always there. Several parts
 * describe one value when a schema refers to another and adds to it.
 */
record SchemaShape(String folder, List<JsonNode> parts) {

    static SchemaShape of(String folder, String file) {
        return new SchemaShape(folder, withReferences(folder, Contract.read(folder, file)));
    }

    Set<String> properties() {
        Set<String> names = new LinkedHashSet<>();
        parts.forEach(part -> part.path("properties").fieldNames().forEachRemaining(names::add));
        return names;
    }

    Optional<SchemaShape> property(String name) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode part : parts) {
            JsonNode property = part.path("properties").path(name);
            if (!property.isMissingNode()) {
                found.addAll(withReferences(folder, property));
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new SchemaShape(folder, found));
    }

    SchemaShape items() {
        List<JsonNode> found = new ArrayList<>();
        parts.forEach(part -> found.addAll(withReferences(folder, part.path("items"))));
        return new SchemaShape(folder, found);
    }

    Set<String> required() {
        return texts("required");
    }

    Set<String> types() {
        return texts("type");
    }

    /** The values that are allowed, empty when any is. */
    Set<String> values() {
        Set<String> values = texts("enum");
        values.addAll(texts("const"));
        return values;
    }

    private Set<String> texts(String keyword) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode part : parts) {
            JsonNode value = part.path(keyword);
            if (value.isArray()) {
                StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .forEach(texts::add);
            } else if (!value.isMissingNode()) {
                texts.add(value.asText());
            }
        }
        return texts;
    }

    private static List<JsonNode> withReferences(String folder, JsonNode schema) {
        if (schema instanceof MissingNode) {
            return List.of();
        }
        List<JsonNode> parts = new ArrayList<>();
        if (schema.has("$ref")) {
            parts.addAll(withReferences(
                    folder, Contract.read(folder, schema.path("$ref").asText())));
        }
        parts.add(schema);
        return parts;
    }
}
