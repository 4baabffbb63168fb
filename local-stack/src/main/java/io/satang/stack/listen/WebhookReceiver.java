package io.satang.stack.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.satang.stack.run.StackException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Takes webhooks at a port, each in a thread of its own, so that one that is not answered stops no other. */
final class WebhookReceiver implements AutoCloseable {
    /** The platform has given up long before. */
    private static final Duration LONGEST_HANG = Duration.ofMinutes(1);

    private static final int OK = 200;
    private static final int FAILED = 500;
    private static final int NO_BODY = -1;
    private static final int BYTES_MAX = 8 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<Webhook, Answer> reception;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);

    private WebhookReceiver(HttpServer server, Clock clock, Function<Webhook, Answer> reception) {
        this.server = server;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.reception = Objects.requireNonNull(reception, "reception");
    }

    /**
     * Listens from now on.
     *
     * @param host      whose address to listen at; {@code 0.0.0.0} for all
     * @param port      0 for any free one
     * @param reception what is done with each webhook, and what is answered
     * @throws StackException when nothing can listen there
     */
    static WebhookReceiver start(String host, int port, Clock clock, Function<Webhook, Answer> reception)
            throws IOException {
        WebhookReceiver receiver = new WebhookReceiver(bind(host, port), clock, reception);
        receiver.server.setExecutor(receiver.executor);
        receiver.server.createContext("/", receiver::receive);
        receiver.server.start();
        return receiver;
    }

    private static HttpServer bind(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new StackException("--host is unknown here: " + host);
        }
        try {
            return HttpServer.create(address, 0);
        } catch (BindException e) {
            throw new StackException(
                    "cannot listen at port %d of %s: %s; any free port is taken without --port"
                            .formatted(port, host, e.getMessage()),
                    e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        executor.shutdown();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BYTES_MAX);
            Webhook webhook = new Webhook(clock.instant(), exchange.getRequestHeaders(), new String(body, UTF_8));
            answer(exchange, reception.apply(webhook));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        switch (answer) {
            case Answer.Status(int code) -> exchange.sendResponseHeaders(code, NO_BODY);
            case Answer.Hang unused -> pause(LONGEST_HANG);
            case Answer.Slow(Duration pause) -> {
                pause(pause);
                exchange.sendResponseHeaders(OK, NO_BODY);
            }
            case Answer.Flaky flaky ->
                exchange.sendResponseHeaders(Answer.fails(flaky, ThreadLocalRandom.current()) ? FAILED : OK, NO_BODY);
        }
    }

    private void pause(Duration pause) throws InterruptedException {
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closing");
        }
    }
}
