package io.satang.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.satang.platform.error.Failures;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import java.util.Objects;
import java.util.Set;

/**
 * {@code OPTIONS} and 405, with the methods that the very path takes (RFC 9110 §15.5.6). The framework names none, or those of other paths
 * of the same class.
 */
@Singleton
class MethodCheck {
    private static final int BEFORE_MATCHING = 500;

    private final RouteMethods routes;

    MethodCheck(BeanManager beans) {
        this.routes = RouteMethods.declared(Objects.requireNonNull(beans, "beans"), method -> true);
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, BEFORE_MATCHING);
    }

    private void check(RoutingContext context) {
        if (ManagementPort.isClosedTo(context)) {
            Failures.write(context, Failures.NO_ROUTE);
            return;
        }
        String method = context.request().method().name();
        boolean options = method.equals(HttpMethod.OPTIONS);
        String path = context.normalizedPath();
        if (!options && routes.take(method, path)) {
            context.next();
            return;
        }
        Set<String> allowed = routes.at(path);
        if (allowed.isEmpty()) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
        if (options) {
            context.response().end();
        } else {
            Failures.write(context, Failures.NO_METHOD);
        }
    }
}
