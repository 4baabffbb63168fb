package io.satang.platform.body;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * What is left of a body whose request has been answered. Closing the connection at once would take the answer from a client that is still
 * sending, so a little more is read, and thrown away, before it is closed.
 */
final class DiscardedBody {
    private static final int BYTES_MAX = 1024 * 1024;
    private static final long MILLIS_MAX = 1_000;

    private final HttpServerRequest request;
    private int bytesLeft = BYTES_MAX;

    private DiscardedBody(HttpServerRequest request) {
        this.request = request;
    }

    static void discardUnlessRead(HttpServerRequest request, Vertx vertx) {
        if (!request.isEnded()) {
            new DiscardedBody(request).discard(vertx);
        }
    }

    private void discard(Vertx vertx) {
        request.handler(this::discard);
        request.endHandler(end -> close());
        request.exceptionHandler(gone -> {});
        vertx.setTimer(MILLIS_MAX, late -> close());
        request.resume();
    }

    private void discard(Buffer chunk) {
        bytesLeft -= chunk.length();
        if (bytesLeft < 0) {
            close();
        }
    }

    private void close() {
        request.connection().close();
    }
}
