package io.satang.platform.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Internal routes ({@code InternalOnly}, {@code OperatorOnly}) are asked for at the port for management, beside metrics and health. No
 * gateway knows that port, so that no spelling of an address leads from outside to them; at the port of the API they do not exist.
 */
@Singleton
public class ManagementPort {
    private static final String PREFIX = "/internal/";
    private static final String ARRIVED_HERE = ManagementPort.class.getName();

    private volatile Optional<Router> routes = Optional.empty();

    void installRoutes(@Observes Router router) {
        routes = Optional.of(router);
    }

    void install(@Observes ManagementInterface management) {
        management.router().route().handler(this::handOver);
    }

    /** Whether the request has come by the port for management. */
    public static boolean isOriginOf(RoutingContext context) {
        return context.get(ARRIVED_HERE, false);
    }

    /** Whether it asks, at the port of the API, for what is there at this port only. */
    static boolean isClosedTo(RoutingContext context) {
        return context.normalizedPath().startsWith(PREFIX) && !isOriginOf(context);
    }

    private void handOver(RoutingContext context) {
        if (routes.isPresent() && context.normalizedPath().startsWith(PREFIX)) {
            context.put(ARRIVED_HERE, true);
            routes.get().handleContext(context);
        } else {
            context.next();
        }
    }
}
