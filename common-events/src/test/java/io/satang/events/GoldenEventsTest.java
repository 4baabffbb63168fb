package io.satang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.events.AccountChanged.KeyKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event that a release has ever written is understood today: topics are kept, and consumers are upgraded before producers. */
class GoldenEventsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An event as a release wrote it.
     *
     * @param name release and file
     * @param type what it is
     * @param json its payload
     */
    record Golden(String name, EventType type, String json) {
        static Golden of(Path file) {
            String name = file.getFileName().toString();
            EventType type =
                    EventType.of(name.substring(0, name.lastIndexOf('-'))).orElseThrow();
            try {
                return new Golden(
                        file.getParent().getFileName() + "/" + name,
                        type,
                        Files.readString(file).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        ObjectNode tree() throws IOException {
            return (ObjectNode) JSON.readTree(json);
        }

        Record read(JsonNode payload) throws MalformedEventException {
            return EventJson.read(payload.toString(), type.payloadType());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Golden> golden() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(Files::isRegularFile)
                    .map(Golden::of)
                    .sorted(byName())
                    .toList();
        }
    }

    private static Comparator<Golden> byName() {
        return Comparator.comparing(Golden::name);
    }

    @ParameterizedTest
    @EnumSource
    void there_is_one_of_every_type(EventType type) throws IOException {
        assertThat(golden()).extracting(Golden::type).contains(type);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void it_is_read_and_nothing_of_it_is_lost(Golden event) throws Exception {
        JsonNode today = JSON.readTree(EventJson.write(event.read(event.tree())));

        event.tree()
                .properties()
                .forEach(member -> assertThat(today.get(member.getKey()))
                        .as(member.getKey())
                        .isEqualTo(member.getValue()));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void what_may_be_missing_may_be_missing_or_null(Golden event) throws Exception {
        for (String member : members(event, true)) {
            ObjectNode without = event.tree();
            without.remove(member);
            assertThatCode(() -> event.read(without)).as(member).doesNotThrowAnyException();
            assertThatCode(() -> event.read(without.putNull(member))).as(member).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void what_must_be_there_is_named_when_it_is_missing_or_null(Golden event) throws Exception {
        for (String member : members(event, false)) {
            ObjectNode without = event.tree();
            without.remove(member);
            assertThatThrownBy(() -> event.read(without))
                    .isInstanceOf(MalformedEventException.class)
                    .hasMessageContaining(member);
            assertThatThrownBy(() -> event.read(without.putNull(member)))
                    .isInstanceOf(MalformedEventException.class)
                    .hasMessageContaining(member);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void members_that_a_newer_version_adds_are_ignored(Golden event) throws Exception {
        ObjectNode newer = event.tree();
        newer.putObject("added").putArray("later").add(1);

        assertThat(event.read(newer)).isEqualTo(event.read(event.tree()));
    }

    @Test
    void a_key_of_an_unknown_kind_spoils_neither_its_account_nor_its_neighbours() throws Exception {
        Golden account = golden().stream()
                .filter(event -> event.name().endsWith("account.changed-full.json"))
                .findFirst()
                .orElseThrow();
        ObjectNode newer = account.tree();
        ((ObjectNode) newer.get("keys").get(0)).put("kind", "RESTRICTED");

        assertThat(((AccountChanged) account.read(newer)).keys())
                .extracting(AccountChanged.Key::kind)
                .containsExactly(KeyKind.UNKNOWN, KeyKind.SECRET);
    }

    private static List<String> members(Golden event, boolean mayBeMissing) throws IOException {
        ObjectNode tree = event.tree();
        return Arrays.stream(event.type().payloadType().getRecordComponents())
                .filter(component -> mayBeMissing(component) == mayBeMissing)
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .filter(tree::has)
                .toList();
    }

    private static boolean mayBeMissing(RecordComponent component) {
        return component.getType() == Optional.class
                || Collection.class.isAssignableFrom(component.getType())
                || component.isAnnotationPresent(MayBeMissing.class);
    }
}
