package io.satang.platform.crossorigin;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.satang.platform.authentication.BasicCredentials;
import io.satang.platform.http.RouteMethods;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells browsers which answers a page of another origin may read: those of routes with {@link AnyOrigin}, refusals included, unless a key
 * other than a public one was shown. A secret key has no business in a browser, and whoever puts it there shall find out at once.
 */
@Singleton
class CrossOriginFilter {
    /** Before a method is refused, and after a path is. */
    private static final int BEFORE_MATCHING = 900;

    private static final String PUBLIC = "pkey_";
    private static final String HEADERS = "Authorization, Content-Type, Idempotency-Key, Omise-Version";
    private static final String EXPOSED = "Idempotent-Replayed, Retry-After, X-Request-Id";
    /** As long as any browser keeps it. */
    private static final String SECONDS = "7200";

    private final RouteMethods open;

    CrossOriginFilter(BeanManager beans) {
        this.open = RouteMethods.declared(
                Objects.requireNonNull(beans, "beans"), method -> method.isAnnotationPresent(AnyOrigin.class));
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, BEFORE_MATCHING);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        // Servers say no origin: this is all that a payment on its way costs.
        if (request.getHeader(HttpHeaders.ORIGIN) == null) {
            context.next();
            return;
        }
        Optional<String> announced = announcedMethod(request);
        if (!open.take(announced.orElse(request.method().name()), context.normalizedPath())) {
            context.next();
        } else if (announced.isPresent()) {
            allow(context.response(), announced.get());
        } else {
            answer(context);
        }
    }

    /** The method that a preflight asks for; empty when this is none. */
    private static Optional<String> announcedMethod(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                ? Optional.ofNullable(request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD))
                : Optional.empty();
    }

    private static void allow(HttpServerResponse response, String method) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, method)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, SECONDS)
                .end();
    }

    private static void answer(RoutingContext context) {
        if (key(context.request()).map(shown -> shown.startsWith(PUBLIC)).orElse(true)) {
            context.response()
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                    .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
        context.next();
    }

    private static Optional<String> key(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)).flatMap(BasicCredentials::key);
    }
}
