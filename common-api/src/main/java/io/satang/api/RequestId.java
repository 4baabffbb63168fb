package io.satang.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
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
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    void install(@Observes Filters filters) {
        filters.register(RequestId::assign, BEFORE_EVERYTHING_ELSE);
    }

    /** The id of the request that is being answered; empty where there is none, as in a timer. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(LOG_FIELD)).map(Object::toString);
    }

    private static void assign(RoutingContext context) {
        String id = Optional.ofNullable(context.request().getHeader(HEADER))
                .filter(given -> HARMLESS.matcher(given).matches())
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
