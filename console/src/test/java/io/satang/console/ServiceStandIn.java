package io.satang.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A service's port for management, over real HTTP; beside it one where nobody listens. */
public class ServiceStandIn implements QuarkusTestResourceLifecycleManager {
    private static final Map<String, String> WELL = Map.of(
            "/q/health/ready",
            "{\"status\":\"UP\",\"checks\":[]}",
            "/q/metrics",
            "satang_charges_past_deadline_count 0.0\nsatang_webhook_oldest_due_age_seconds 0.0\n"
                    + "satang_outbox_oldest_age_seconds 0.0\nsatang_outbox_dead_rows 0.0\n",
            "/internal/dead-letters",
            "{\"object\":\"list\",\"data\":[]}",
            "/internal/webhooks/endpoints",
            "{\"object\":\"list\",\"data\":[]}");
    private static final Map<String, Reply> REPLIES = new ConcurrentHashMap<>();
    private static final ConcurrentLinkedQueue<String> ASKED = new ConcurrentLinkedQueue<>();

    private HttpServer server;

    private record Reply(int status, String body) {}

    /** All is well, and nothing was asked. */
    static void reset() {
        REPLIES.clear();
        ASKED.clear();
        WELL.forEach((path, body) -> answers(path, 200, body));
    }

    static void answers(String path, int status, String body) {
        REPLIES.put(path, new Reply(status, body));
    }

    /** Method, path and operators' token of every request so far. */
    static List<String> asked() {
        return List.copyOf(ASKED);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", ServiceStandIn::answer);
        server.start();
        return Map.of(
                "satang.console.services",
                "webhook-service=http://127.0.0.1:" + server.getAddress().getPort()
                        + ",charge-service=http://127.0.0.1:1",
                "satang.operator.token",
                "satang-local-operator");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            ASKED.add("%s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            path,
                            exchange.getRequestHeaders().getFirst("Satang-Operator-Token")));
            Reply reply = REPLIES.getOrDefault(path, new Reply(404, "{}"));
            byte[] bytes = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
