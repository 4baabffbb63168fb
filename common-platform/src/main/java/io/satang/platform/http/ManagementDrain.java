package io.satang.platform.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * From the signal to stop on, each answer at the port for management asks to leave its connection, so that no other service sends a request
 * on one at the moment at which it is closed. At the port of the API Quarkus does so by itself.
 */
@Singleton
class ManagementDrain {
    /** Before every other route. */
    private static final int FIRST = Integer.MIN_VALUE;

    private volatile boolean draining;

    void install(@Observes ManagementInterface management) {
        management.router().route().order(FIRST).handler(this::askToLeave);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        draining = true;
    }

    private void askToLeave(RoutingContext context) {
        if (draining) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        context.next();
    }
}
