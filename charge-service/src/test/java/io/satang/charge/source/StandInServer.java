package io.satang.charge.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.satang.platform.error.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Another service's internal routes over real HTTP, on a free port of this machine. */
final class StandInServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What a route answers. */
    record Answer(int status, String body) {
        /** The error object. */
        static Answer error(int status, String code, String message) {
            return new Answer(status, new ApiError(status, code, message).json());
        }
    }

    /** What it answers to a request of a service. */
    interface Route {
        Answer answer(HttpExchange request) throws IOException;
    }

    StandInServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    /** Answers below this path, to those who know what services call each other with. */
    void serve(String path, Route route) {
        server.createContext(path, exchange -> {
            try (exchange) {
                boolean known = SourceServiceStandIn.TOKEN.equals(
                        exchange.getRequestHeaders().getFirst("Satang-Internal-Token"));
                write(
                        exchange,
                        known
                                ? route.answer(exchange)
                                : Answer.error(401, "authentication_failure", "authentication failed"));
            }
        });
    }

    /** Where it is. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers nothing as long as it runs. */
    Answer silence() {
        try {
            closed.await();
            return Answer.error(503, "service_unavailable", "closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
