package io.satang.platform.params;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.platform.error.ApiException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** Turns a request's query and body into {@link Params}. The content type is a hint only: some clients send none, some the wrong one. */
public final class ParamsParser {
    private static final int DEPTH_MAX = 32;
    /** Each becomes an object in memory, some forty times as large as its two bytes in the body. */
    private static final int TOKENS_MAX = 20_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(100)
                            .maxTokenCount(TOKENS_MAX)
                            .maxStringLength(512 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ParamsParser() {}

    /**
     * Reads both; where a name stands in both, the body counts.
     *
     * @param query       the raw query string, without the question mark
     * @param contentType the header, if there is one
     * @param body        the body's bytes, possibly none
     * @throws ApiException {@code bad_request} when the body is malformed, too deep, not UTF-8 or holds a control character
     */
    public static Params parse(String query, Optional<String> contentType, byte[] body) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        FormParser.read(query, values);
        String text = decode(body);
        if (!text.isBlank()) {
            readBody(contentType, text, values);
        }
        return values.isEmpty() ? Params.none() : new Params(values);
    }

    private static void readBody(Optional<String> contentType, String text, ObjectNode into) {
        if (isJson(contentType, text)) {
            JsonNode json = readJson(text);
            if (json instanceof ObjectNode object) {
                TextCheck.requireStorable(object);
                into.setAll(object);
            } else if (!json.isNull()) {
                throw ApiException.badRequest("the body is not a JSON object");
            }
        } else {
            FormParser.read(text, into);
        }
    }

    private static boolean isJson(Optional<String> contentType, String text) {
        return is(contentType, "application/json")
                || (!is(contentType, "application/x-www-form-urlencoded")
                        && text.stripLeading().startsWith("{"));
    }

    private static boolean is(Optional<String> contentType, String type) {
        return contentType
                .map(text -> text.regionMatches(true, 0, type, 0, type.length()))
                .orElse(false);
    }

    private static JsonNode readJson(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return json.isMissingNode() ? JsonNodeFactory.instance.nullNode() : json;
        } catch (JsonProcessingException | NumberFormatException e) {
            // A number's exponent that does not fit is told by the JDK's own exception.
            throw ApiException.badRequest("the body is not valid JSON");
        }
    }

    static String decode(byte[] bytes) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ApiException.badRequest("the request is not valid UTF-8");
        }
    }
}
