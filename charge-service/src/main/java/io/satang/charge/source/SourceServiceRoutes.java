package io.satang.charge.source;

import io.satang.platform.call.HttpInternalRoutes;
import io.satang.platform.call.InternalRoutes;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the source-service is. */
class SourceServiceRoutes {

    @Produces
    @Singleton
    InternalRoutes routes(
            Vertx vertx,
            @ConfigProperty(name = "satang.source-service.url") List<String> urls,
            @ConfigProperty(name = "satang.internal.token") String token) {
        return new HttpInternalRoutes(vertx, urls, token);
    }
}
