package io.satang.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.satang.platform.error.Failures;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** No route and no id holds a control character, so a path with one is not found; it never comes to the code behind a route. */
@Singleton
class PathCheck {
    private static final int BEFORE_EVERYTHING = 1_000;
    private static final Pattern ENCODED_CONTROL = Pattern.compile("%(?:[01]\\p{XDigit}|7[fF])");

    void install(@Observes Filters filters) {
        filters.register(PathCheck::check, BEFORE_EVERYTHING);
    }

    private static void check(RoutingContext context) {
        String path = context.request().path();
        if (path != null
                && path.indexOf('%') >= 0
                && ENCODED_CONTROL.matcher(path).find()) {
            Failures.write(context, Failures.NO_ROUTE);
        } else {
            context.next();
        }
    }
}
