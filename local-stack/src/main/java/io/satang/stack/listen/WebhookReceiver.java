package io.satang.stack.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Takes webhooks on a port of 127.0.0.1, acknowledges each, and tells a line of it. */
public final class WebhookReceiver implements AutoCloseable {
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int ACCEPTED = 200;
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService executor;
    private final Signature signature;
    private final Clock clock;
    private final Consumer<String> say;

    private WebhookReceiver(
            HttpServer server, ExecutorService executor, Signature signature, Clock clock, Consumer<String> say) {
        this.server = server;
        this.executor = executor;
        this.signature = signature;
        this.clock = clock;
        this.say = say;
    }

    /**
     * Listens from now on.
     *
     * @param port      0 for any free one
     * @param signature checks what arrives
     * @param clock     its zone is the one that times are told in
     * @param say       told a line of each webhook
     * @throws IOException when the port is taken
     */
    public static WebhookReceiver start(int port, Signature signature, Clock clock, Consumer<String> say)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        WebhookReceiver receiver =
                new WebhookReceiver(server, executor, Objects.requireNonNull(signature, "signature"), clock, say);
        server.setExecutor(executor);
        server.createContext("/", receiver::receive);
        server.start();
        return receiver;
    }

    /** Where webhooks are to be sent. */
    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks";
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdown();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Headers headers = exchange.getRequestHeaders();
            Instant now = clock.instant();
            Signature.Verdict verdict = signature.check(
                    first(headers, Signature.HEADER), first(headers, Signature.TIMESTAMP_HEADER), body, now);
            say.accept(
                    TIME_OF_DAY.withZone(clock.getZone()).format(now) + "  " + summary(body) + "  " + verdict.text());
            exchange.sendResponseHeaders(ACCEPTED, NO_BODY);
        }
    }

    private static Optional<String> first(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The event's key, and of the object that it is about, its id and status. */
    static String summary(byte[] body) {
        try {
            JsonObject event = new JsonObject(new String(body, UTF_8));
            JsonObject data = event.getJsonObject("data", new JsonObject());
            return "%-16s  %s  %s"
                    .formatted(event.getString("key", "?"), data.getString("id", "?"), data.getString("status", "?"));
        } catch (DecodeException | ClassCastException e) {
            return "not an event, " + body.length + " bytes";
        }
    }
}
