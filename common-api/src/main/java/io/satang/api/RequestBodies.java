package io.satang.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Reads every request's body before the request is routed, and no more of it than {@link #BYTES_MAX}. Some clients send a body with a GET
 * (reference omise-api §3, row 9), which Quarkus would leave alone; and a body that comes in chunks, which does not say its length, is
 * refused with the same error object as any other that is too large.
 */
@Singleton
class RequestBodies {
    /** Larger bodies are answered 413; no legitimate request comes near. */
    static final int BYTES_MAX = 512 * 1024;

    private static final int BEFORE_EVERYTHING = 1_000;

    void install(@Observes Filters filters) {
        filters.register(RequestBodies::read, BEFORE_EVERYTHING);
    }

    /** The request's body; empty when there was none. */
    static byte[] of(RoutingContext context) {
        return Optional.ofNullable(context.body().buffer())
                .map(Buffer::getBytes)
                .orElse(new byte[0]);
    }

    private static void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (announcedBytes(request) > BYTES_MAX) {
            refuse(context);
        } else if (request.isEnded()) {
            context.next();
        } else {
            collect(context, request);
        }
    }

    private static void collect(RoutingContext context, HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (context.response().ended()) {
                return;
            }
            if (body.length() + chunk.length() > BYTES_MAX) {
                refuse(context);
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (!context.response().ended()) {
                // As Vert.x's own handler of bodies does: whoever asks the context for the body finds it.
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        request.exceptionHandler(context::fail);
        // Quarkus pauses every request until something reads it, and does not take this for reading.
        request.resume();
    }

    // What is left of the body is not read, so nothing can follow it on this connection.
    private static void refuse(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        Failures.write(context, Failures.TOO_LARGE);
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
