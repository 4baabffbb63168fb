package io.satang.events;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of merchants travel as the characters they were rendered to. */
class RawJsonTest {
    record Box(String before, RawJson object, int after) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ \"b\" : 1.50 ,\n \"a\" : [ ] }",
                "[1,2,[3]]",
                "\"text with } and \\\" and ] in it\"",
                "true",
                "-12.30e4",
                "{\"สตางค์\":\"😀\",\"escaped\":\"\\u0e2a\"}",
                "{\"object\":{\"object\":{\"object\":null}}}",
            })
    void everyCharacterIsKept(String object) throws MalformedEventException {
        Box box = read("{\"before\":\"x{\\\"\", \"object\": " + object + " , \"after\":7}");

        assertThat(box).isEqualTo(new Box("x{\"", new RawJson(object), 7));
    }

    @Test
    void itIsWrittenWithoutQuotes() {
        assertThat(EventJson.write(new Box("x", new RawJson("{ \"a\":1 }"), 7)))
                .isEqualTo("{\"before\":\"x\",\"object\":{ \"a\":1 },\"after\":7}");
    }

    @Test
    void aLargeObjectBehindALargeTextIsCutOutWhole() throws MalformedEventException {
        String object = "{\"text\":\"" + "ข้อความ".repeat(10_000) + "\"}";

        Box box = read("{\"before\":\"" + "😀".repeat(10_000) + "\",\"object\":" + object + ",\"after\":7}");

        assertThat(box.object().text()).isEqualTo(object);
    }

    @Test
    void aTreeReaderGetsTheValueToo() throws JsonProcessingException {
        JsonNode tree = new ObjectMapper().readTree("{\"a\": 1}");

        assertThat(new ObjectMapper().treeToValue(tree, RawJson.class)).isEqualTo(new RawJson("{\"a\":1}"));
    }

    @Property
    void whateverIsWrittenIsReadBack(@ForAll("texts") String before, @ForAll("texts") String inside)
            throws JsonProcessingException, MalformedEventException {
        String object =
                new ObjectMapper().createObjectNode().put("inside", inside).toString();
        Box box = new Box(before, new RawJson(object), 7);

        assertThat(read(EventJson.write(box))).isEqualTo(box);
    }

    @Test
    void anObjectOfAnotherEncodingIsReadAsWhatItSays() throws MalformedEventException {
        byte[] utf16 = "{\"before\":\"x\",\"object\":{\"a\":1},\"after\":7}".getBytes(UTF_16BE);

        assertThat(EventJson.read(utf16, Box.class)).isEqualTo(new Box("x", new RawJson("{\"a\":1}"), 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "object"})
    void bytesThatAreNoTextAreMalformedWhereverTheyStand(String member) {
        byte[] json = "{\"before\":\"b\",\"object\":\"o\",\"after\":7}".getBytes(UTF_8);
        json[new String(json, UTF_8).indexOf(member) + member.length() + 3] = (byte) 0xff;

        assertThatThrownBy(() -> EventJson.read(json, Box.class)).isInstanceOf(MalformedEventException.class);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('"', '\\', '{', '}', '[', ']', ',', ':', '\n', 'a', 'ส', '\u0000')
                .ofMaxLength(40);
    }

    private static Box read(String json) throws MalformedEventException {
        Box ofText = EventJson.read(json, Box.class);
        assertThat(EventJson.read(json.getBytes(UTF_8), Box.class))
                .as("of bytes")
                .isEqualTo(ofText);
        return ofText;
    }
}
