package io.satang.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Reads the body of a GET before the request is routed: some clients send one (reference omise-api §3, row 9), and Quarkus leaves it alone.
 * Only a body that says its length is read, so that the limit on bodies holds.
 */
@Singleton
class GetBodies {
    /** Lower than the one that refuses large bodies. */
    private static final int PRIORITY = 900;

    private static final String KEY = GetBodies.class.getName();

    void install(@Observes Filters filters) {
        filters.register(GetBodies::read, PRIORITY);
    }

    /** The body that came with a GET; empty when there was none. */
    static byte[] of(RoutingContext context) {
        return Optional.ofNullable(context.<Buffer>get(KEY))
                .map(Buffer::getBytes)
                .orElse(new byte[0]);
    }

    private static void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (!request.method().equals(HttpMethod.GET) || length == null || length.equals("0")) {
            context.next();
            return;
        }
        request.body()
                .onSuccess(body -> {
                    context.put(KEY, body);
                    context.next();
                })
                .onFailure(context::fail);
        // Quarkus pauses every request until something reads it, and does not take this for reading.
        request.resume();
    }
}
