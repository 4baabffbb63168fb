package io.satang.account.info;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.satang.platform.http.AcceptedTypes;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Sends browsers that open the root on to the console. Whoever shows a key is a client, whatever it accepts: Java's own asks for pages before
 * everything else.
 */
@Singleton
class WayToConsole {
    /** What is accepted has been looked at by then ({@link AcceptedTypes}). */
    private static final int BEFORE_MATCHING = 900;

    private static final int SEE_OTHER = 303;

    void install(@Observes Filters filters) {
        filters.register(WayToConsole::sendBrowsers, BEFORE_MATCHING);
    }

    private static void sendBrowsers(RoutingContext context) {
        if (isBrowserAtRoot(context)) {
            context.response()
                    .setStatusCode(SEE_OTHER)
                    .putHeader(HttpHeaders.LOCATION, "/console")
                    .end();
        } else {
            context.next();
        }
    }

    private static boolean isBrowserAtRoot(RoutingContext context) {
        return "/".equals(context.request().path())
                && context.request().method().equals(HttpMethod.GET)
                && !context.request().headers().contains(HttpHeaders.AUTHORIZATION)
                && AcceptedTypes.isOfBrowser(context);
    }
}
