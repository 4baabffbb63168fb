package io.satang.source.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sources that any release has ever stored are readable today. */
class StoredSourceTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> golden() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(file -> file.getFileName().toString().startsWith("sources.payload-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void a_released_source_is_rendered_with_the_status_of_its_charge(Path file) throws IOException {
        ObjectNode stored = (ObjectNode) JSON.readTree(Files.readString(file));

        String rendered = SourceObject.render(new StoredSource(stored.toString(), "successful"));

        assertThat(JSON.readTree(rendered))
                .isEqualTo(((ObjectNode) stored.get("object")).put("charge_status", "successful"));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void what_only_charging_needs_may_be_missing(Path file) throws IOException {
        ObjectNode stored = (ObjectNode) JSON.readTree(Files.readString(file));
        stored.retain("object").put("added_later", 1);

        assertThat(SourceObject.render(new StoredSource(stored.toString(), "pending")))
                .contains("\"charge_status\":\"pending\"");
    }
}
