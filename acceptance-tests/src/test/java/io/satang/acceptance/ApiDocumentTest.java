package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The document is at the gateway and says what is there; that answers are as it says, {@link Api} checks with each of them. */
@ExtendWith(RunningPlatform.class)
class ApiDocumentTest {
    private final Api api;

    ApiDocumentTest(Platform platform) {
        this.api = platform.api();
    }

    @Test
    void the_gateway_serves_it_in_both_forms_without_a_key() throws IOException {
        JsonNode document = ApiDocument.read();

        assertThat(api.get("/openapi.json").ok()).isEqualTo(document);
        assertThat(new YAMLMapper().readTree(api.get("/openapi.yaml").text())).isEqualTo(document);
    }

    @Test
    void every_path_takes_the_methods_that_it_names_and_no_others() {
        ApiDocument.read().path("paths").properties().forEach(path -> {
            Set<String> named = new TreeSet<>(Set.of("OPTIONS"));
            path.getValue().fieldNames().forEachRemaining(member -> {
                if (!member.equals("parameters")) {
                    named.add(member.toUpperCase(Locale.ROOT));
                }
            });
            if (named.contains("GET")) {
                named.add("HEAD");
            }
            String allowed = api.send("OPTIONS", path.getKey().replaceAll("\\{[^}]+}", "a_1"), request -> request)
                    .header("Allow");

            assertThat(Arrays.asList(allowed.split(", ", -1))).as(path.getKey()).containsExactlyElementsOf(named);
        });
    }
}
