package io.satang.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/asyncapi.yaml} tells of exactly the topics, payloads and headers that the code has. */
class AsyncApiTest {
    // Surefire runs in the module's folder.
    private static final Path DOCUMENT = Path.of("..", "docs", "asyncapi.yaml");

    private static JsonNode api;

    @BeforeAll
    static void read() throws IOException {
        api = new ObjectMapper(new YAMLFactory()).readTree(DOCUMENT.toFile());
    }

    @Test
    void thereIsAChannelForEveryTopicAndNoOther() {
        List<String> addresses = children(api.path("channels"))
                .map(channel -> channel.path("address").asText())
                .toList();

        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::topic).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aChannelCarriesTheMessageOfItsEventWithItsSchema(EventType type) {
        JsonNode message = message(channel(type));

        assertThat(message.path("name").asText()).isEqualTo(type.topic());
        Path schema =
                DOCUMENT.resolveSibling(message.path("payload").path("$ref").asText());
        assertThat(schema.getFileName()).hasToString(Contract.file(type));
        assertThat(Files.exists(schema)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anEventIsSentByTheServiceThatOwnsTheAggregateAndIsReceivedBySomebody(EventType type) {
        String owner = owner(type) + "ServiceTells";
        List<String> operations = operations(type);

        assertThat(operations)
                .filteredOn(name -> action(name).equals("send"))
                .singleElement()
                .satisfies(name -> assertThat(name).startsWith(owner));
        assertThat(operations).anyMatch(name -> action(name).equals("receive"));
    }

    @ParameterizedTest
    @EnumSource
    void theHeadersAreThoseOfTheEnvelope(EventType type) {
        List<String> always = headers(type, Optional.empty());
        List<String> atMost = headers(type, Optional.of("request"));

        JsonNode headers =
                resolve(message(channel(type)).path("traits").path(0)).path("headers");

        assertThat(StreamSupport.stream(headers.path("required").spliterator(), false)
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(always);
        assertThat(headers.path("properties").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(atMost);
    }

    private static String owner(EventType type) {
        return switch (type) {
            case ACCOUNT_CHANGED -> "account";
            case SOURCE_CREATED, TOKEN_CREATED -> "source";
            case CHARGE_CREATED,
                    CHARGE_UPDATED,
                    CHARGE_COMPLETE,
                    CHARGE_EXPIRED,
                    CHARGE_CAPTURED,
                    CHARGE_REVERSED,
                    REFUND_CREATED,
                    PAYMENT_VOIDED -> "charge";
            case CUSTOMER_CREATED, CUSTOMER_UPDATED, CUSTOMER_DESTROYED, CARD_UPDATED, CARD_DESTROYED -> "charge";
            case OFFER_REDEEMED,
                    OFFER_RELEASED,
                    OFFER_CLAWED_BACK,
                    CARD_LINKED,
                    CARD_UNLINKED,
                    OFFER_LIVE,
                    OFFER_EXPIRED,
                    OFFER_BUDGET_EXHAUSTED -> "offers";
            case REQUEST_RECORDED -> "every";
        };
    }

    private static List<String> headers(EventType type, Optional<String> requestId) {
        EventEnvelope envelope =
                new EventEnvelope("id", type, "aggregate", 1, "account", false, Instant.EPOCH, requestId);
        return envelope.headers().stream().map(Header::key).toList();
    }

    @Test
    void everyReferenceInsideTheDocumentResolves() {
        assertThat(api.findValuesAsText("$ref"))
                .filteredOn(reference -> reference.startsWith("#"))
                .allSatisfy(
                        reference -> assertThat(api.at(reference.substring(1)).isMissingNode())
                                .isFalse());
    }

    private static JsonNode channel(EventType type) {
        return children(api.path("channels"))
                .filter(channel -> channel.path("address").asText().equals(type.topic()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode message(JsonNode channel) {
        return resolve(children(channel.path("messages")).findFirst().orElseThrow());
    }

    private static List<String> operations(EventType type) {
        JsonNode channel = channel(type);
        return api.path("operations").properties().stream()
                .filter(operation ->
                        resolve(operation.getValue().path("channel")).equals(channel))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String action(String operation) {
        return api.path("operations").path(operation).path("action").asText();
    }

    private static JsonNode resolve(JsonNode reference) {
        return api.at(reference.path("$ref").asText().substring(1));
    }

    private static Stream<JsonNode> children(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
