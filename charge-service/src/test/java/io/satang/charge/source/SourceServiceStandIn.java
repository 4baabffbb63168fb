package io.satang.charge.source;

import static io.satang.charge.source.StandInServer.Answer.error;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.StandInServer.Answer;
import io.satang.events.EventJson;
import io.satang.events.SourceCreated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The source-service as this service knows it: its internal routes over real HTTP. {@code PUT /internal/sources} tells it of a source as
 * if a merchant had made it, and {@code PUT /internal/tokens} of a token.
 */
public final class SourceServiceStandIn implements AutoCloseable {
    /** What the services of the test call each other with. */
    public static final String TOKEN = "token-of-the-test";

    /** Sources of this type are refused, as the real service refuses an unknown one. */
    public static final String UNKNOWN_TYPE = "points_unknown";

    /** Sources of this type have a minimum that nobody meets. */
    public static final String EXPENSIVE_TYPE = "points_below_minimum";

    /** Asking for this type gets no answer. */
    public static final String SILENT_TYPE = "points_silent";

    /** Asking for this type finds the service broken. */
    public static final String BROKEN_TYPE = "points_broken";

    private static final String PATH = "/internal/sources";

    private final StandInServer server = new StandInServer();
    private final Map<String, SourceCreated> sources = new ConcurrentHashMap<>();
    private final VaultStandIn vault = new VaultStandIn();
    private final KeptCardsStandIn cards = new KeptCardsStandIn();

    private SourceServiceStandIn() {
        server.serve(PATH, this::decide);
        server.serve(VaultStandIn.PATH, this::decideOfVault);
        server.serve(KeptCardsStandIn.PATH, cards::decide);
    }

    /** A running one, on a free port of this machine. */
    public static SourceServiceStandIn start() {
        return new SourceServiceStandIn();
    }

    /** Where it is. */
    public String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer decideOfVault(HttpExchange exchange) throws IOException {
        return exchange.getRequestURI().getPath().endsWith("/keep") ? cards.decide(exchange) : decide(exchange);
    }

    private Answer decide(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith(VaultStandIn.PATH)) {
            return token(exchange.getRequestMethod(), path, body);
        }
        return switch (exchange.getRequestMethod()) {
            case "GET" -> find(exchange.getRequestURI().getQuery());
            case "PUT" -> keep(SampleSources.read(body));
            default -> create(tree(body));
        };
    }

    private Answer token(String method, String path, String body) {
        if (method.equals("PUT")) {
            vault.keep(body);
            return new Answer(200, body);
        }
        return path.equals(VaultStandIn.PATH + "/use") ? useEach(tree(body)) : use(path, body);
    }

    private Answer use(String path, String body) {
        return vault.refused(path, body)
                .map(refusal -> error(refusal.status(), refusal.code(), refusal.message()))
                .orElseGet(() -> new Answer(200, vault.payload(path)));
    }

    private Answer useEach(JsonNode request) {
        String answers = StreamSupport.stream(request.path("uses").spliterator(), false)
                .map(one -> use(VaultStandIn.PATH + "/" + one.path("token_id").asText() + "/use", one.toString()))
                .map(answer -> "{\"status\":%d,\"body\":%s}".formatted(answer.status(), answer.body()))
                .collect(Collectors.joining(",", "{\"answers\":[", "]}"));
        return new Answer(200, answers);
    }

    private Answer find(String query) {
        String found = Arrays.stream(query.substring("ids=".length()).split(",", -1))
                .map(id -> Optional.ofNullable(sources.get(id)))
                .flatMap(Optional::stream)
                .map(EventJson::write)
                .collect(Collectors.joining(",", "[", "]"));
        return new Answer(200, found);
    }

    private Answer keep(SourceCreated source) {
        sources.put(source.sourceId(), source);
        return new Answer(200, EventJson.write(source));
    }

    private Answer create(JsonNode request) {
        JsonNode params = request.path("params");
        String type = params.path("type").asText();
        return switch (type) {
            case UNKNOWN_TYPE -> error(400, "bad_request", "type is currently not supported");
            case EXPENSIVE_TYPE ->
                error(400, "bad_request", "amount must be greater than or equal to 2000 (thb subunits)");
            case SILENT_TYPE -> server.silence();
            case BROKEN_TYPE -> error(500, "internal_error", "internal error");
            default ->
                keep(SampleSources.points()
                        .ofAccount(request.path("account_id").asText())
                        .type(type)
                        .amount(
                                params.path("amount").asLong(),
                                params.path("currency").asText())
                        .build());
        };
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
