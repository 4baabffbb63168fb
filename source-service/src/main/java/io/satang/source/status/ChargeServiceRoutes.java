package io.satang.source.status;

import io.satang.platform.call.HttpInternalRoutes;
import io.satang.platform.call.InternalRoutes;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the charge-service is. */
class ChargeServiceRoutes {

    @Produces
    @Singleton
    InternalRoutes routes(
            Vertx vertx,
            @ConfigProperty(name = "satang.charge-service.url") List<String> urls,
            @ConfigProperty(name = "satang.internal.token") String token) {
        return new HttpInternalRoutes(vertx, urls, token);
    }
}
