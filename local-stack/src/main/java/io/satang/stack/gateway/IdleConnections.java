package io.satang.stack.gateway;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes clients' connections on which no request has begun for too long, whether nothing comes or a head that never ends, a byte at a time.
 * Used on one event loop.
 */
final class IdleConnections {
    static final long SWEEP_MILLIS = 5_000;
    private static final long NANOS_MAX = Duration.ofSeconds(60).toNanos();
    /** What is left of a body after its request was answered is thrown away for so long before the connection is closed. */
    private static final long DISCARD_NANOS_MAX = Duration.ofSeconds(5).toNanos();

    /** When each connection is to be closed; those on which a request is being answered stand aside. */
    private final Map<HttpConnection, Long> closeAt = new HashMap<>();

    void watch(HttpConnection connection) {
        closeAt.put(connection, System.nanoTime() + NANOS_MAX);
        connection.closeHandler(closed -> closeAt.remove(connection));
    }

    void began(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        closeAt.remove(connection);
        // What reads a body in chunks and what reads one of a given length may disagree about where it ends, and a
        // request may say both.
        boolean last = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        request.response().endHandler(end -> {
            if (last && request.isEnded()) {
                connection.close();
            } else {
                closeAt.put(connection, System.nanoTime() + timeLeft(request));
            }
        });
    }

    void closeOverdue() {
        long now = System.nanoTime();
        closeAt.entrySet().stream()
                .filter(entry -> entry.getValue() - now < 0)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(HttpConnection::close);
    }

    private static long timeLeft(HttpServerRequest request) {
        return request.isEnded() ? NANOS_MAX : DISCARD_NANOS_MAX;
    }
}
