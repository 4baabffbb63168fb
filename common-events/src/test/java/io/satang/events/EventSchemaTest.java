package io.satang.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What services publish is what the schemas say. */
class EventSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What merchants send and see is described by the HTTP API, not by the topics. */
    private static final Set<String> OF_THE_HTTP_API = Set.of("$.object", "$.query", "$.body", "$.answer");

    @ParameterizedTest
    @EnumSource
    void aPayloadWithEveryOptionalPartIsValid(EventType type) throws Exception {
        JsonNode payload = JSON.readTree(EventJson.write(Samples.full(type)));

        assertThat(Contract.validator(type).validate(payload)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPayloadWithoutOptionalPartsIsValid(EventType type) throws Exception {
        JsonNode payload = JSON.readTree(EventJson.write(Samples.sparse(type)));

        assertThat(Contract.validator(type).validate(payload)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPayloadOfAnotherShapeIsNotValid(EventType type) throws Exception {
        ObjectNode payload = (ObjectNode) JSON.readTree(EventJson.write(Samples.full(type)));
        payload.remove(payload.fieldNames().next());

        assertThat(Contract.validator(type).validate(payload)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyPropertyThatIsWrittenIsDescribed(EventType type) throws Exception {
        JsonNode payload = JSON.readTree(EventJson.write(Samples.full(type)));

        assertThat(undescribed("$", payload, SchemaShape.of(Contract.CURRENT, Contract.file(type))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasWrittenIsReadBack(EventType type) throws Exception {
        Record payload = Samples.full(type);

        Record read = EventJson.read(EventJson.write(payload), type.payloadType());

        assertThat(read).isEqualTo(payload);
    }

    private static List<String> undescribed(String path, JsonNode value, SchemaShape shape) {
        List<String> found = new ArrayList<>();
        value.properties().forEach(property -> {
            String here = path + "." + property.getKey();
            if (OF_THE_HTTP_API.contains(here)) {
                return;
            }
            shape.property(property.getKey())
                    .ifPresentOrElse(
                            described -> found.addAll(undescribed(here, property.getValue(), described)),
                            () -> found.add(here));
        });
        if (value.isArray()) {
            value.forEach(item -> found.addAll(undescribed(path + "[]", item, shape.items())));
        }
        return found;
    }
}
