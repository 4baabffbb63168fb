package io.satang.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * What a request says that it accepts counts for downloads only. Everything else has one form, which clients get whatever their HTTP
 * library says for them; a refusal would be in that form too.
 */
@Singleton
class AcceptedTypes {
    private static final int BEFORE_MATCHING = 1_000;
    private static final String DOWNLOADS = "/downloads/";

    void install(@Observes Filters filters) {
        filters.register(AcceptedTypes::forget, BEFORE_MATCHING);
    }

    private static void forget(RoutingContext context) {
        String path = context.request().path();
        if (path != null && !path.contains(DOWNLOADS)) {
            context.request().headers().remove(HttpHeaders.ACCEPT);
        }
        context.next();
    }
}
