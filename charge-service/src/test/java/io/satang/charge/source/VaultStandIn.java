package io.satang.charge.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.satang.events.TokenCreated;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The vault's tokens as this service knows them. {@code PUT} tells it of one as if a payer had made it. */
final class VaultStandIn {
    static final String PATH = "/internal/tokens";

    private final Map<String, TokenCreated> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> takers = new ConcurrentHashMap<>();

    /** What is answered to a token that nobody may have. */
    record Refusal(int status, String code, String message) {}

    /** Knows this token from now on. */
    void keep(String payload) {
        TokenCreated token = token(payload);
        tokens.put(token.tokenId(), token);
    }

    /** What a charge is told that wants a token: why not, or the payload. */
    Optional<Refusal> refused(String path, String body) {
        String id = id(path);
        JsonNode request = tree(body);
        String charge = request.path("charge_id").asText();
        Optional<TokenCreated> token = Optional.ofNullable(tokens.get(id))
                .filter(known ->
                        known.accountId().equals(request.path("account_id").asText()));
        if (token.isEmpty()) {
            return Optional.of(new Refusal(404, "not_found", "token " + id + " was not found"));
        }
        boolean open = token.get().expiresAt().isAfter(Instant.now());
        String taker = open ? takers.computeIfAbsent(id, first -> charge) : takers.getOrDefault(id, "nobody");
        if (taker.equals(charge)) {
            return Optional.empty();
        }
        return Optional.of(
                taker.equals("nobody")
                        ? new Refusal(400, "invalid_card_token", "token has expired")
                        : new Refusal(400, "used_token", "token was already used"));
    }

    String payload(String path) {
        return EventJson.write(tokens.get(id(path)));
    }

    private static String id(String path) {
        return path.substring(PATH.length() + 1, path.lastIndexOf('/'));
    }

    private static TokenCreated token(String payload) {
        try {
            return EventJson.read(payload, TokenCreated.class);
        } catch (MalformedEventException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
