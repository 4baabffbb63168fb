package io.satang.platform.params;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.satang.platform.error.ApiException;
import java.util.ArrayList;
import java.util.List;

/**
 * Forms with nested brackets, as Rails and PHP write them: {@code card[name]=J}, {@code k[]=a&k[]=b}, {@code items[][name]=a} (a repeated
 * name begins a new element) and {@code items[0][name]=a}; brackets raw or percent-encoded (reference omise-api §3, rows 1 and 2).
 */
final class FormParser {
    private static final int PAIRS_MAX = 1_000;
    private static final int DEPTH_MAX = 16;
    private static final String METADATA = "metadata";

    private FormParser() {}

    /** Adds what the form holds. */
    static void read(String form, ObjectNode into) {
        if (form.isEmpty()) {
            return;
        }
        // Netty's own map of parameters forgets in which order different names came, which tells where an element
        // begins.
        String[] pairs = form.split("&", PAIRS_MAX + 1);
        if (pairs.length > PAIRS_MAX) {
            throw ApiException.badRequest("too many parameters");
        }
        for (String pair : pairs) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                put(into, path(name), value);
            }
        }
    }

    /** {@code items[][name]} becomes items, "", name. */
    private static List<String> path(String name) {
        List<String> path = new ArrayList<>();
        int open = name.indexOf('[');
        path.add(open < 0 ? name : name.substring(0, open));
        while (open >= 0) {
            int close = name.indexOf(']', open);
            String step = close < 0 ? "" : name.substring(open + 1, close);
            path.add(step);
            int last = path.size() - 1;
            boolean listInList = last > 1 && isListStep(path, last - 1) && isListStep(path, last);
            if (close < 0 || last > DEPTH_MAX || listInList) {
                throw invalidName();
            }
            open = close + 1 < name.length() ? requireOpen(name, close + 1) : -1;
        }
        if (path.getFirst().isBlank()) {
            throw invalidName();
        }
        return path;
    }

    private static int requireOpen(String name, int at) {
        if (name.charAt(at) != '[') {
            throw invalidName();
        }
        return at;
    }

    private static ApiException invalidName() {
        return ApiException.badRequest("a parameter name is invalid");
    }

    private static void put(ObjectNode root, List<String> path, String value) {
        JsonNode at = root;
        for (int i = 0; i < path.size() - 1; i++) {
            at = child(at, path, i);
        }
        String last = path.getLast();
        if (at instanceof ArrayNode array) {
            array.add(value);
        } else if (at instanceof ObjectNode object) {
            object.put(last, value);
        }
    }

    /** The container that this step of the path leads to, made when it is not there; the next step tells whether it is a list. */
    private static JsonNode child(JsonNode at, List<String> path, int i) {
        String name = path.get(i);
        boolean list = isListStep(path, i + 1);
        return switch (at) {
            case ObjectNode object -> {
                JsonNode found = object.get(name);
                if (found == null) {
                    yield object.set(name, empty(list)).get(name);
                }
                if (!found.isContainerNode() || found.isArray() != list) {
                    throw ApiException.badRequest(name + " is invalid");
                }
                yield found;
            }
            case ArrayNode array -> element(array, name, path.get(i + 1));
            default -> throw new IllegalStateException("only containers have children");
        };
    }

    private static JsonNode element(ArrayNode array, String index, String field) {
        if (index.isEmpty()) {
            boolean continues =
                    !array.isEmpty() && array.get(array.size() - 1) instanceof ObjectNode last && !last.has(field);
            return continues ? array.get(array.size() - 1) : array.addObject();
        }
        int position = Integer.parseInt(index);
        if (position > array.size()) {
            throw ApiException.badRequest("a parameter index is invalid");
        }
        JsonNode element = position == array.size() ? array.addObject() : array.get(position);
        if (!element.isObject()) {
            throw ApiException.badRequest("a parameter index is invalid");
        }
        return element;
    }

    /** Whether this step is a position in a list. Merchants name what is in their metadata, and may call it by a number. */
    private static boolean isListStep(List<String> path, int i) {
        String step = path.get(i);
        boolean number = !step.isEmpty() && step.length() < 4 && step.chars().allMatch(c -> c >= '0' && c <= '9');
        return step.isEmpty() || (number && !path.subList(0, i).contains(METADATA));
    }

    private static JsonNode empty(boolean list) {
        return list ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
    }

    private static String decode(String text) {
        String decoded = text.indexOf('%') < 0 ? text.replace('+', ' ') : decodePercent(text);
        TextCheck.requireStorable(decoded);
        return decoded;
    }

    /** Byte by byte: the library would let invalid UTF-8 pass as replacement characters. */
    private static String decodePercent(String text) {
        String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
        try {
            return ParamsParser.decode(
                    QueryStringDecoder.decodeComponent(bytes, ISO_8859_1).getBytes(ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("the request is malformed");
        }
    }
}
