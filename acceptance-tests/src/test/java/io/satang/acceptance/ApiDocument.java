package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The OpenAPI document, and whether answers are as it says: the status, the media type, the headers and every member of the body. It lets
 * clients pass over members that they do not know; here there may be none that it does not name.
 */
final class ApiDocument {
    private static final Path FILE = Path.of("../account-service/src/main/resources/openapi.yaml");
    private static final ApiDocument THIS = new ApiDocument(read());
    private static final String ERROR = "#/components/schemas/Error";
    private static final int NOT_FOUND = 404;
    private static final int NO_METHOD = 405;

    private final JsonNode document;
    private final List<PathItem> paths;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    /** Those without templates come first, as they fit better. */
    private record PathItem(String template, Pattern pattern, JsonNode operations) {
        static PathItem of(String template, JsonNode operations) {
            String pattern = "\\Q" + template.replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "\\E/?";
            return new PathItem(template, Pattern.compile(pattern), operations);
        }

        boolean hasTemplates() {
            return template.contains("{");
        }
    }

    private ApiDocument(JsonNode document) {
        this.document = document;
        document.findParents("properties").forEach(ApiDocument::close);
        this.paths = document.path("paths").properties().stream()
                .map(path -> PathItem.of(path.getKey(), path.getValue()))
                .sorted(Comparator.comparing(PathItem::hasTemplates))
                .toList();
    }

    /** The document as it is kept. */
    static JsonNode read() {
        try {
            return new YAMLMapper().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails when this is not what the document says of such a request. */
    static void check(String method, String target, HttpResponse<byte[]> answer) {
        THIS.checkAnswer(method, target.replaceFirst("[?#].*", ""), answer);
    }

    private void checkAnswer(String method, String path, HttpResponse<byte[]> answer) {
        String what = "%s %s: %d %s".formatted(method, path, answer.statusCode(), text(answer));
        Optional<JsonNode> operation = operation(method, path);
        if (method.equals("OPTIONS") || method.equals("HEAD")) {
            return;
        }
        if (operation.isEmpty()) {
            assertThat(answer.statusCode()).as(what).isIn(400, 401, NOT_FOUND, NO_METHOD, 413, 503);
            checkBody(what, ERROR, answer);
            return;
        }
        JsonNode response = resolved(operation.get().path("responses").path(Integer.toString(answer.statusCode())));
        assertThat(response.isObject())
                .as("a status that the document names, %s", what)
                .isTrue();
        checkHeaders(what, response, answer);
        checkContent(what, response.path("content"), answer);
    }

    private Optional<JsonNode> operation(String method, String path) {
        return paths.stream()
                .filter(item -> item.pattern().matcher(path).matches())
                .findFirst()
                .map(item -> item.operations().path(method.toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject);
    }

    private void checkHeaders(String what, JsonNode response, HttpResponse<byte[]> answer) {
        response.path("headers").properties().forEach(named -> {
            JsonNode header = resolved(named.getValue());
            List<String> values = answer.headers().allValues(named.getKey());
            if (header.path("required").asBoolean()) {
                assertThat(values).as("%s of %s", named.getKey(), what).hasSize(1);
            }
            JsonNode only = header.at("/schema/const");
            if (!values.isEmpty() && !only.isMissingNode()) {
                assertThat(values).as("%s of %s", named.getKey(), what).containsExactly(only.asText());
            }
        });
    }

    private void checkContent(String what, JsonNode content, HttpResponse<byte[]> answer) {
        if (content.isMissingNode()) {
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst("\\s*;.*", "");
        JsonNode media = content.path(type);
        assertThat(media.isObject())
                .as("a media type that the document names (%s), %s", type, what)
                .isTrue();
        if (type.equals("application/json")) {
            checkBody(what, media.at("/schema/$ref").asText(), answer);
        }
    }

    private void checkBody(String what, String schema, HttpResponse<byte[]> answer) {
        assertThat(schemas.computeIfAbsent(schema, this::schema).validate(Json.read(text(answer))))
                .as(what)
                .isEmpty();
    }

    private JsonSchema schema(String reference) {
        ObjectNode root = document.deepCopy();
        root.removeAll();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("$ref", reference);
        root.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        root,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static void close(JsonNode schema) {
        if (schema.path("properties").isObject()
                && schema.path("type").asText().equals("object")
                && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
