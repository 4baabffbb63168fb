package io.satang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyPayloadIsReadBackAsItWasWritten(EventType type) throws MalformedEventException {
        assertThat(EventJson.read(EventJson.write(Samples.full(type)), type.payloadType()))
                .isEqualTo(Samples.full(type));
        assertThat(EventJson.read(EventJson.write(Samples.sparse(type)), type.payloadType()))
                .isEqualTo(Samples.sparse(type));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void aFieldThatAProducerHasAddedIsIgnored(EventType type) throws MalformedEventException {
        String json = EventJson.write(Samples.full(type)).replaceFirst("\\{", "{\"added\":{\"later\":[1]},");

        assertThat(EventJson.read(json, type.payloadType())).isEqualTo(Samples.full(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "7", "\"text\"", "{}", "{\"charge_id\":null}", "{\"charge_id\":{}}"})
    void whatIsNoPayloadIsMalformed(String json) {
        assertThatThrownBy(() -> EventJson.read(json, ChargeChanged.class)).isInstanceOf(MalformedEventException.class);
    }

    /** This gets into logs, and what stands in a payload may be a person's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"charge_id":"chrg_1","amount":"Somchai Jaidee"}                       | amount: cannot be read in line 1
                    {"charge_id":"chrg_1","webhook_endpoints":[{"name":"Somchai Jaidee"}]} | webhook_endpoints.0: cannot be read
                    {"charge_id":Somchai Jaidee}                                           | no JSON in line 1, column 14
                    Somchai Jaidee                                                         | no JSON in line 1, column 1
                    """)
    void what_cannot_be_read_is_told_by_its_place_and_not_by_its_words(String json, String told) {
        assertThatThrownBy(() -> EventJson.read(json, ChargeChanged.class))
                .hasMessageContaining(told)
                .hasMessageNotContaining("Somchai");
    }
}
