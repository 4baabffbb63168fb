package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A merchant's webhook endpoint on loopback: takes everything, answers 200, keeps it. */
final class Inbox implements AutoCloseable {

    private static final String PATH = "/webhooks";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Webhook> received = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    private Inbox(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext(PATH, this::receive);
        server.start();
    }

    static Inbox open() {
        try {
            return new Inbox(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request that arrived. */
    record Webhook(
            String method,
            Optional<String> contentType,
            Optional<String> signature,
            Optional<String> timestamp,
            String body) {

        JsonNode event() {
            return Json.read(body);
        }

        String eventId() {
            return event().path("id").asText();
        }

        String key() {
            return event().path("key").asText();
        }

        String objectId() {
            return event().path("data").path("id").asText();
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    List<Webhook> all() {
        return List.copyOf(received);
    }

    /** What arrived about one object, in order of arrival. */
    List<Webhook> about(String objectId) {
        return received.stream()
                .filter(webhook -> webhook.objectId().equals(objectId))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            received.add(new Webhook(
                    exchange.getRequestMethod(),
                    header(exchange, "Content-Type"),
                    header(exchange, "Omise-Signature"),
                    header(exchange, "Omise-Signature-Timestamp"),
                    body));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }
}
