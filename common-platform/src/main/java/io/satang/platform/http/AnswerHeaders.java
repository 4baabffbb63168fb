package io.satang.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers hold merchants' data: nothing in between may keep them, refusals included, unless a resource says otherwise. */
@Singleton
class AnswerHeaders {
    private static final int BEFORE_EVERYTHING = 2_000;

    void install(@Observes Filters filters) {
        filters.register(AnswerHeaders::forbidStoring, BEFORE_EVERYTHING);
    }

    private static void forbidStoring(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        context.next();
    }
}
