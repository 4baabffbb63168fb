package io.satang.charge.provider.offers;

import io.satang.platform.call.HttpInternalRoutes;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the offers-service is. */
@Singleton
class OffersBeans {
    @Produces
    @Singleton
    OffersProvider offers(
            Vertx vertx,
            @ConfigProperty(name = "satang.offers-service.url") List<String> urls,
            @ConfigProperty(name = "satang.internal.token") String token) {
        return new OffersProvider(new HttpInternalRoutes(vertx, urls, token));
    }
}
