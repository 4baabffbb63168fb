package io.satang.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Compares an object with an example of the API's documentation, field by field. Every field of the example must be
 * there with the same value; ids, times, hosts and the random part of addresses need only have the same form.
 */
final class SeedShape {

    private static final Pattern ID = Pattern.compile("(chrg|src|docu|pay2|ofsp)(_test)?_[0-9a-z]{19}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    private static final Pattern DOWNLOAD = Pattern.compile("/downloads/[0-9A-F]{16}$");
    private static final Pattern HOST = Pattern.compile("^https?://([a-z]+\\.omise\\.co|127\\.0\\.0\\.1:\\d+)/");

    private SeedShape() {}

    /** The example in {@code seeds/<name>.json}, flat. */
    static Map<String, String> example(String name) {
        try (InputStream file = SeedShape.class.getResourceAsStream("/seeds/" + name + ".json")) {
            return flat(Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example without these fields. */
    static Map<String, String> example(String name, Set<String> without) {
        Map<String, String> example = example(name);
        example.keySet().removeAll(without);
        return example;
    }

    /** Every value by its path, with what differs from call to call masked. */
    static Map<String, String> flat(JsonNode object) {
        Map<String, String> values = new TreeMap<>();
        put("", object, values);
        return values;
    }

    private static void put(String path, JsonNode value, Map<String, String> values) {
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            object.properties()
                    .forEach(field -> put(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), values));
        } else {
            values.put(path, value.isTextual() ? '"' + masked(value.asText()) + '"' : value.toString());
        }
    }

    private static String masked(String text) {
        if (TIME.matcher(text).matches() && !text.equals("1970-01-01T00:00:00Z")) {
            return "<time>";
        }
        String hostless = HOST.matcher(text).replaceFirst("<host>/");
        String tokenless = DOWNLOAD.matcher(hostless).replaceFirst("/downloads/<token>");
        return ID.matcher(tokenless).replaceAll("$1_<id>");
    }
}
