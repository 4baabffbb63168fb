package io.satang.charge.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The offers-service as this service knows it: its internal routes over real HTTP. What it says follows from what is to be redeemed. */
public final class OffersServiceStandIn implements AutoCloseable {
    /** Takes a tenth off. */
    public static final String TENTH = "cdof_test_0tenth";

    /** The same, but nobody hears of it who does not inquire. */
    public static final String UNHEARD = "cdof_test_0unheard";

    /** Is not redeemed, for two reasons. */
    public static final String REJECTED = "cdof_test_0rejected";

    /** Is asked about without an answer. */
    public static final String SILENT = "cdof_test_0silent";

    /** Finds the service broken. */
    public static final String BROKEN = "cdof_test_0broken";

    private static final String PATH = "/internal/reservations/";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, String> reserved = new ConcurrentHashMap<>();

    private OffersServiceStandIn(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext(PATH, this::handle);
    }

    /** A running one, on a free port of this machine. */
    public static OffersServiceStandIn start() {
        try {
            OffersServiceStandIn standIn = new OffersServiceStandIn(
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

    private record Answer(int status, String body) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = SourceServiceStandIn.TOKEN.equals(
                            exchange.getRequestHeaders().getFirst("Satang-Internal-Token"))
                    ? decide(exchange)
                    : new Answer(401, "{}");
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer decide(HttpExchange exchange) throws IOException {
        String charge = exchange.getRequestURI().getPath().substring(PATH.length());
        if (exchange.getRequestMethod().equals("GET")) {
            return Optional.ofNullable(reserved.get(charge))
                    .map(body -> new Answer(200, body))
                    .orElseGet(() -> new Answer(404, "{}"));
        }
        JsonNode request = MAPPER.readTree(exchange.getRequestBody());
        return switch (request.path("card_offer").asText()) {
            case TENTH -> new Answer(200, reserve(charge, request));
            case UNHEARD -> {
                reserve(charge, request);
                yield new Answer(503, "{}");
            }
            case SILENT -> awaitClose();
            case BROKEN -> new Answer(500, "{}");
            default -> new Answer(200, """
                        {"object":"reservation","state":"rejected","offer":null,"redemption":null,"discount":0,\
                        "reasons":["paused","below_minimum_spend"]}""");
        };
    }

    private String reserve(String charge, JsonNode request) {
        return reserved.computeIfAbsent(charge, id -> """
                {"object":"reservation","charge":"%s","state":"reserved","offer":"offr_test_0tenth",\
                "redemption":"rdmp_test_%s","discount":%d,"reasons":[]}""".formatted(
                        id,
                        id.substring(id.lastIndexOf('_') + 1),
                        request.path("amount").asLong() / 10));
    }

    private Answer awaitClose() {
        try {
            closed.await();
            return new Answer(503, "{}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
