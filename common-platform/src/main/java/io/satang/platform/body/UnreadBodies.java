package io.satang.platform.body;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.satang.platform.error.Failures;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Bodies that nobody reads, because their request was answered before: the one that says of itself that it is too large, the one without a
 * key or without a route. They are thrown away, and the connection with them.
 */
@Singleton
class UnreadBodies {
    private static final int BEFORE_EVERYTHING = 1_000;

    void install(@Observes Filters filters) {
        filters.register(UnreadBodies::watch, BEFORE_EVERYTHING);
    }

    /** Passes the request on unless its body is too large, and watches what becomes of the body. */
    static void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded() && BodyReading.announced(request)) {
            context.addHeadersEndHandler(head -> closeUnlessRead(context));
            context.addEndHandler(end -> DiscardedBody.discardUnlessRead(request, context.vertx()));
        }
        if (announcedBytes(request) > RequestBodies.BYTES_MAX) {
            Failures.write(context, Failures.TOO_LARGE);
        } else {
            context.next();
        }
    }

    // What is left of the body is not read, so nothing can follow it on this connection.
    private static void closeUnlessRead(RoutingContext context) {
        if (!context.request().isEnded()) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private static long announcedBytes(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
