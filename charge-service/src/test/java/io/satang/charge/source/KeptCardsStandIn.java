package io.satang.charge.source;

import static io.satang.charge.source.StandInServer.Answer.error;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.satang.charge.source.StandInServer.Answer;
import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.satang.events.TokenCreated;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What customers keep in the vault, as this service knows it. {@code PUT /internal/cards/tokens} tells it of a token as if a payer had made
 * it, {@code PUT /internal/cards/faults/{id}} what it does wrong when that token or card is asked for, and {@code GET /internal/cards/{id}}
 * asks whether it keeps a card.
 */
final class KeptCardsStandIn {
    static final String PATH = "/internal/cards";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Answer DOWN = error(503, "service_unavailable", "the service is not available, try again");

    private final Map<String, TokenCreated> tokens = new HashMap<>();
    private final Map<String, String> takers = new HashMap<>();
    private final Map<String, String> faults = new HashMap<>();
    private final Set<String> kept = new HashSet<>();

    Answer decide(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return decide(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
    }

    private synchronized Answer decide(String method, String path, String body) throws IOException {
        String[] segments = path.split("/", -1);
        String id = segments[3];
        if (method.equals("GET")) {
            return kept.contains(id) ? new Answer(200, "{}") : error(404, "not_found", "card was not found");
        }
        if (method.equals("PUT")) {
            return id.equals("tokens") ? know(body) : fail(segments[4], body);
        }
        String fault = faults.getOrDefault(id, "none");
        if (fault.equals("down")) {
            return DOWN;
        }
        Answer answer = path.startsWith(PATH) ? delete(id) : keep(id, MAPPER.readTree(body));
        return fault.equals("lose") ? DOWN : answer;
    }

    private Answer know(String body) {
        try {
            TokenCreated token = EventJson.read(body, TokenCreated.class);
            tokens.put(token.tokenId(), token);
            return new Answer(200, body);
        } catch (MalformedEventException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Answer fail(String id, String fault) {
        faults.put(id, fault);
        return new Answer(200, "{}");
    }

    private Answer delete(String cardId) {
        return new Answer(200, "{\"deleted\":" + kept.remove(cardId) + "}");
    }

    private Answer keep(String tokenId, JsonNode request) {
        String customer = request.path("customer_id").asText();
        Optional<TokenCreated> known = Optional.ofNullable(tokens.get(tokenId))
                .filter(token ->
                        token.accountId().equals(request.path("account_id").asText()));
        if (known.isEmpty()) {
            return error(404, "not_found", "token " + tokenId + " was not found");
        }
        TokenCreated token = known.get();
        if (!takers.containsKey(tokenId)) {
            if (token.expiresAt().isBefore(Instant.now())) {
                return error(400, "invalid_card_token", "token has expired");
            }
            takers.put(tokenId, customer);
            kept.add(token.cardId());
        }
        boolean theirs = takers.get(tokenId).equals(customer) && kept.contains(token.cardId());
        return theirs ? new Answer(200, EventJson.write(token)) : error(400, "used_token", "token was already used");
    }
}
