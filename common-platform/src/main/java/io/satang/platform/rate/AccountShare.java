package io.satang.platform.rate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.platform.account.Caller;
import io.satang.platform.error.ApiError;
import io.satang.platform.error.ApiException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/**
 * Keeps one merchant from taking all of a service: of the requests that are under way in this process each account has a bounded number,
 * and those beyond are told to come back (reference omise-api §6). It comes after the key and before the body, so that what is refused
 * costs no memory.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AccountShare implements ResteasyReactiveContainerRequestFilter {
    private static final ApiError TOO_MANY =
            new ApiError(429, "too_many_requests", "too many requests are under way, try again");

    private final Caller caller;
    private final int requestsMax;
    private final Counter shed;
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    AccountShare(
            Caller caller,
            MeterRegistry metrics,
            @ConfigProperty(name = "satang.limits.requests-under-way-per-account", defaultValue = "128")
                    int requestsMax) {
        this.caller = Objects.requireNonNull(caller, "caller");
        this.requestsMax = requestsMax;
        this.shed = Counter.builder("satang.http.account.shed.requests")
                .description("Answered 429, because too many requests of the account were under way")
                .register(metrics);
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext request) {
        ResteasyReactiveRequestContext server = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        caller.authenticatedAccountId()
                .ifPresent(accountId -> enter(accountId, server.serverRequest().unwrap(RoutingContext.class)));
    }

    private void enter(String accountId, RoutingContext context) {
        int requests = underWay.merge(accountId, 1, Integer::sum);
        context.addEndHandler(
                end -> underWay.computeIfPresent(accountId, (id, count) -> count == 1 ? null : count - 1));
        if (requests > requestsMax) {
            shed.increment();
            throw new ApiException(TOO_MANY);
        }
    }
}
