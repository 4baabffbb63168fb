package io.satang.platform.body;

import io.satang.platform.authentication.KeyFilter;
import io.satang.platform.http.ManagementPort;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/** Reads a request's body after its key has been looked at ({@link KeyFilter}), and before anything asks for its parameters. */
@Provider
@Priority(Priorities.ENTITY_CODER)
public class BodyFilter implements ResteasyReactiveContainerRequestFilter {
    /** Where nobody has to show a key, a form with a few fields is all that may be sent. */
    private static final int BYTES_WITHOUT_KEY_MAX = 16 * 1024;

    private final RequestBodies bodies;

    BodyFilter(RequestBodies bodies) {
        this.bodies = Objects.requireNonNull(bodies, "bodies");
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext request) {
        ResteasyReactiveRequestContext server = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        RoutingContext context = server.serverRequest().unwrap(RoutingContext.class);
        HttpServerRequest http = context.request();
        if (ManagementPort.isOriginOf(context)) {
            // Quarkus has read it there; while a request is paused it does not say that it has ended.
            http.resume();
        }
        if (http.isEnded()) {
            return;
        }
        request.suspend();
        bodies.read(context, bytesMax(server.getResteasyReactiveResourceInfo()))
                .onSuccess(read -> request.resume())
                .onFailure(request::resume);
    }

    private static int bytesMax(ResourceInfo route) {
        return KeyFilter.asksForCredentials(route) ? RequestBodies.BYTES_MAX : BYTES_WITHOUT_KEY_MAX;
    }
}
