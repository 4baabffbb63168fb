package io.satang.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** A merchant's server. Each path answers as it was told, 200 at once if nothing was said, and everything that came is kept. */
final class Receiver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** One request, as it came. */
    record Received(String path, String method, Map<String, List<String>> headers, String body) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join("|", header.getValue()))
                    .findFirst();
        }

        JsonPath json() {
            return JsonPath.from(body);
        }

        String eventId() {
            return json().getString("id");
        }
    }

    /** What a path does. */
    @FunctionalInterface
    interface Behaviour {
        /** Answers the request; {@code number} says which one to this path it is, from 1. */
        void answer(HttpExchange exchange, int number) throws IOException, InterruptedException;
    }

    Receiver() throws IOException {
        this(0);
    }

    /** One that listens there. */
    Receiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The endpoint with this path. */
    String uri(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** Where it listens. */
    int port() {
        return server.getAddress().getPort();
    }

    /** How many requests came to any path. */
    int requests() {
        return received.size();
    }

    /** Says what a path does. */
    void on(String path, Behaviour behaviour) {
        behaviours.put(path, behaviour);
    }

    /** Lets a path answer these, one after the other, and then the last one for ever. */
    void answers(String path, int... statuses) {
        on(path, (exchange, number) -> status(exchange, statuses[Math.min(number, statuses.length) - 1]));
    }

    /** Lets a path take requests and never answer. */
    void hangs(String path) {
        on(path, (exchange, number) -> closed.await());
    }

    /** What came to this path so far. */
    List<Received> received(String path) {
        return received.stream().filter(each -> each.path().equals(path)).toList();
    }

    /** What came to this path, once there is this much of it. */
    List<Received> await(String path, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> received(path).size() >= count);
        return received(path);
    }

    static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        received.add(new Received(path, exchange.getRequestMethod(), Map.copyOf(exchange.getRequestHeaders()), body));
        try {
            behaviours
                    .getOrDefault(path, (any, number) -> status(any, 200))
                    .answer(exchange, received(path).size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
