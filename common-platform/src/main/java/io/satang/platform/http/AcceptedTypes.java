package io.satang.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * What a request says that it accepts counts for downloads only. Everything else has one form, which clients get whatever their HTTP
 * library says for them; a refusal would be in that form too. That a browser asks is kept for pages, whose refusals a person reads.
 */
@Singleton
public class AcceptedTypes {
    private static final String OF_BROWSER = "satang.of-browser";
    private static final int BEFORE_MATCHING = 1_000;
    private static final String DOWNLOADS = "/downloads/";

    void install(@Observes Filters filters) {
        filters.register(AcceptedTypes::forget, BEFORE_MATCHING);
    }

    /** Whether a browser has asked: nobody else says that it accepts HTML. */
    public static boolean isOfBrowser(RoutingContext context) {
        return context.get(OF_BROWSER) != null;
    }

    private static void forget(RoutingContext context) {
        String path = context.request().path();
        if (path != null && !path.contains(DOWNLOADS)) {
            String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
            if (accepted != null && accepted.contains("text/html")) {
                context.put(OF_BROWSER, true);
            }
            context.request().headers().remove(HttpHeaders.ACCEPT);
        }
        context.next();
    }
}
