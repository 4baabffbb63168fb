package io.satang.account.info;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One document describes the API of all services, well enough to generate a client from it. */
@QuarkusTest
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "patch", "put", "delete");

    @Test
    void anybodyMayReadTheDocumentInBothForms() throws IOException {
        Response json = RestAssured.get("/openapi.json");
        Response yaml = RestAssured.get("/openapi.yaml");

        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.contentType()).isEqualTo("application/json;charset=utf-8");
        assertThat(yaml.statusCode()).isEqualTo(200);
        assertThat(yaml.contentType()).isEqualTo("application/yaml;charset=utf-8");
        assertThat(new YAMLMapper().readTree(yaml.asString())).isEqualTo(document());
    }

    @Test
    void itNamesTheRoutesOfEveryService() throws IOException {
        assertThat(document().path("paths").fieldNames())
                .toIterable()
                .contains(
                        "/",
                        "/account",
                        "/capability",
                        "/sources",
                        "/charges",
                        "/charges/{charge_id}/events",
                        "/events");
    }

    @Test
    void everyOperationSaysWhatItAnswersAndHowItRefuses() throws IOException {
        for (JsonNode operation : operations()) {
            String id = operation.path("operationId").asText();
            assertThat(id).isNotEmpty();
            assertThat(operation.path("responses").has("200")).as(id).isTrue();
            assertThat(operation.path("responses").has("503")).as(id).isTrue();
            if (operation.path("security").isMissingNode()) {
                assertThat(operation.path("responses").has("401")).as(id).isTrue();
            }
        }
    }

    @Test
    void whatTakesABodyTakesItAsAFormToo() throws IOException {
        for (JsonNode operation : operations()) {
            JsonNode body = operation.path("requestBody");
            if (!body.isMissingNode()) {
                assertThat(body.path("content")
                                .path("application/x-www-form-urlencoded")
                                .has("schema"))
                        .as(operation.path("operationId").asText())
                        .isTrue();
            }
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        JsonNode document = document();
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references)
                .isNotEmpty()
                .allMatch(reference -> !document.at(reference.substring(1)).isMissingNode());
    }

    private static List<JsonNode> operations() throws IOException {
        Stream<JsonNode> paths = document().path("paths").valueStream();
        return paths.flatMap(path -> path.properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> member.getValue()))
                .toList();
    }

    private static JsonNode document() throws IOException {
        return new ObjectMapper().readTree(RestAssured.get("/openapi.json").asString());
    }
}
