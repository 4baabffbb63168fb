package io.satang.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The platform's API as the console knows it, over real HTTP: two accounts, and answers that tests put there. */
public class PlatformStandIn implements QuarkusTestResourceLifecycleManager {
    static final String KEY = "skey_test_first";
    static final String OTHER_KEY = "skey_test_second";
    private static final Map<String, String> ACCOUNTS = Map.of(KEY, "account_test_1", OTHER_KEY, "account_test_2");

    private static final Map<String, Reply> REPLIES = new ConcurrentHashMap<>();
    private static final ConcurrentLinkedQueue<String> ASKED = new ConcurrentLinkedQueue<>();

    private static final ConcurrentLinkedQueue<String> KEYS = new ConcurrentLinkedQueue<>();

    private HttpServer server;
    private ExecutorService threads;

    private record Reply(int status, String body) {}

    /** Forgets what was put there and asked for. */
    static void reset() {
        REPLIES.clear();
        ASKED.clear();
        KEYS.clear();
    }

    /** What the first account is answered from now on. */
    static void answers(String methodAndPath, int status, String body) {
        REPLIES.put(methodAndPath, new Reply(status, body));
    }

    /** Method, path, query and body of every request so far. */
    static List<String> asked() {
        return List.copyOf(ASKED);
    }

    /** With which keys, request by request. */
    static List<String> keys() {
        return List.copyOf(KEYS);
    }

    @Override
    public Map<String, String> start() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", PlatformStandIn::answer);
        server.start();
        return Map.of(
                "satang.api-url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            ASKED.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            KEYS.add(key(exchange));
            Reply reply = reply(
                    key(exchange),
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            byte[] bytes = reply.body().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Reply reply(String key, String target) {
        if (!ACCOUNTS.containsKey(key)) {
            return error(401, "authentication_failure");
        }
        if (target.equals("GET /account")) {
            return new Reply(200, """
                    {"object":"account","id":"%s","email":"%s@merchant.example","country":"TH","currency":"THB"}""".formatted(ACCOUNTS.get(key), ACCOUNTS.get(key)));
        }
        if (target.equals("GET /capability")) {
            return new Reply(200, "{\"payment_methods\":[{\"name\":\"card\"},{\"name\":\"promptpay\"}]}");
        }
        return key.equals(KEY) && REPLIES.containsKey(target) ? REPLIES.get(target) : error(404, "not_found");
    }

    private static Reply error(int status, String code) {
        return new Reply(status, "{\"object\":\"error\",\"code\":\"" + code + "\",\"message\":\"refused\"}");
    }

    private static String key(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) {
            return "";
        }
        return new String(Base64.getDecoder().decode(header.substring("Basic ".length())), UTF_8).replace(":", "");
    }
}
