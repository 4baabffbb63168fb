package io.satang.console.charge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.console.client.Body;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureCodesTest {
    private static final Path CATALOGUE =
            Path.of("../source-service/src/main/resources/catalogue/payment-methods.json");

    @Test
    void theyAreThoseOfTheCatalogue() throws IOException {
        JsonNode methods = new ObjectMapper().readTree(CATALOGUE.toFile()).path("methods");

        assertThat(Body.items(methods)).isNotEmpty().allSatisfy(method -> {
            List<String> codes = Body.items(method.path("failure_codes")).stream()
                    .map(JsonNode::asText)
                    .toList();
            assertThat(FailureCodes.of(method.path("type").asText()))
                    .as(method.path("type").asText())
                    .containsExactlyInAnyOrderElementsOf(codes);
        });
    }
}
