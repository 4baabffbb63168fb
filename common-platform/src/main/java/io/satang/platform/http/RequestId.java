package io.satang.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.satang.events.EventEnvelope;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;

/**
 * One name for a request, by which its traces are found: the one that the gateway or another service has given it, else a new one. It goes
 * back to the client, and into everything that is logged meanwhile, as {@code request_id}.
 */
@Singleton
public class RequestId {
    /** The header, of requests and answers. */
    public static final String HEADER = "X-Request-Id";

    private static final int BEFORE_EVERYTHING_ELSE = 2_000;
    private static final String LOG_FIELD = "request_id";

    void install(@Observes Filters filters) {
        filters.register(RequestId::assign, BEFORE_EVERYTHING_ELSE);
    }

    /**
     * The id of the request that is being answered; empty where there is none, as in a timer. To be asked before anything else is waited for:
     * what follows a statement that served many requests runs in the name of any of them.
     */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(LOG_FIELD)).map(Object::toString);
    }

    /** Does this, which must not wait for anything, so that what it logs goes by this request, or by none, instead of the current one. */
    public static void inNameOf(Optional<String> requestId, Runnable work) {
        Optional<String> outer = current();
        name(requestId);
        try {
            work.run();
        } finally {
            name(outer);
        }
    }

    private static void name(Optional<String> requestId) {
        requestId.ifPresentOrElse(id -> MDC.put(LOG_FIELD, id), () -> MDC.remove(LOG_FIELD));
    }

    private static void assign(RoutingContext context) {
        String id = Optional.ofNullable(context.request().getHeader(HEADER))
                .filter(EventEnvelope::isRequestId)
                .orElseGet(RequestId::next);
        context.response().putHeader(HEADER, id);
        MDC.put(LOG_FIELD, id);
        context.next();
    }

    private static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return Long.toHexString(random.nextLong() | Long.MIN_VALUE)
                + Long.toHexString(random.nextLong() | Long.MIN_VALUE);
    }
}
