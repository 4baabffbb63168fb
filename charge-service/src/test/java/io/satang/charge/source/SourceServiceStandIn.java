package io.satang.charge.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.satang.charge.decision.SampleSources;
import io.satang.events.EventJson;
import io.satang.events.SourceCreated;
import io.satang.platform.error.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

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

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, SourceCreated> sources = new ConcurrentHashMap<>();
    private final VaultStandIn vault = new VaultStandIn();
    private final KeptCardsStandIn cards = new KeptCardsStandIn();

    private SourceServiceStandIn(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext(PATH, this::answer);
        server.createContext(VaultStandIn.PATH, this::answerOfVault);
        server.createContext(KeptCardsStandIn.PATH, cards::handle);
    }

    /** A running one, on a free port of this machine. */
    public static SourceServiceStandIn start() {
        try {
            SourceServiceStandIn standIn = new SourceServiceStandIn(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            standIn.server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }

    private void answerOfVault(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/keep")) {
            cards.handle(exchange);
        } else {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = TOKEN.equals(exchange.getRequestHeaders().getFirst("Satang-Internal-Token"))
                    ? decide(exchange)
                    : error(401, "authentication_failure", "authentication failed");
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Answer(int status, String body) {}

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
        return vault.refused(path, body)
                .map(refusal -> error(refusal.status(), refusal.code(), refusal.message()))
                .orElseGet(() -> new Answer(200, vault.payload(path)));
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
            case SILENT_TYPE -> awaitClose();
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

    private Answer awaitClose() {
        try {
            closed.await();
            return error(503, "service_unavailable", "closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer error(int status, String code, String message) {
        return new Answer(status, new ApiError(status, code, message).json());
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
