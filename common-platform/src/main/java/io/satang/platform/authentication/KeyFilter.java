package io.satang.platform.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.platform.account.AccountDirectory;
import io.satang.platform.account.AccountDirectory.Authenticated;
import io.satang.platform.account.Caller;
import io.satang.platform.account.KeysUsed;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.http.ManagementPort;
import io.satang.platform.key.KeyUse;
import io.satang.platform.rate.RateLimits;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Authenticates callers of routes that ask for a key, and services and operators on routes of their own. */
@Singleton
public class KeyFilter {
    private final AccountDirectory accounts;
    private final Caller caller;
    private final RateLimits limits;
    private final KeysUsed used;
    private final byte[] internalToken;
    private final byte[] operatorToken;

    KeyFilter(
            AccountDirectory accounts,
            Caller caller,
            RateLimits limits,
            KeysUsed used,
            @ConfigProperty(name = "satang.internal.token") String internalToken,
            @ConfigProperty(name = "satang.operator.token") String operatorToken) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.used = Objects.requireNonNull(used, "used");
        this.internalToken = internalToken.getBytes(UTF_8);
        this.operatorToken = operatorToken.getBytes(UTF_8);
    }

    /** Whether the route is closed to those who show neither key nor token. */
    public static boolean asksForCredentials(ResourceInfo route) {
        return annotation(route, RequiresKey.class).isPresent()
                || annotation(route, InternalOnly.class).isPresent()
                || annotation(route, OperatorOnly.class).isPresent();
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void authenticate(ContainerRequestContext request, ResourceInfo route, RoutingContext context) {
        if (annotation(route, InternalOnly.class).isPresent()) {
            requireManagementPort(context);
            requireToken(request, InternalOnly.HEADER, internalToken);
        }
        if (annotation(route, OperatorOnly.class).isPresent()) {
            requireManagementPort(context);
            requireToken(request, OperatorOnly.HEADER, operatorToken);
        }
        annotation(route, RequiresKey.class).ifPresent(required -> requireKey(request, required.value(), context));
    }

    private static void requireManagementPort(RoutingContext context) {
        if (!ManagementPort.isOriginOf(context)) {
            throw new ApiException(Failures.NO_ROUTE);
        }
    }

    private static void requireToken(ContainerRequestContext request, String header, byte[] token) {
        String shown = Optional.ofNullable(request.getHeaderString(header)).orElse("");
        if (!MessageDigest.isEqual(token, shown.getBytes(UTF_8))) {
            throw ApiException.authenticationFailure();
        }
    }

    private void requireKey(ContainerRequestContext request, KeyUse use, RoutingContext context) {
        String key = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .flatMap(BasicCredentials::key)
                .orElseThrow(() -> stranger(context));
        Authenticated found = accounts.authenticate(key).orElseThrow(() -> unknown(context));
        ShownKey.recognised(found, key, context);
        limits.admit(found.account().accountId(), found.key(), context.response());
        if (!use.allows(found.key().kind())) {
            throw ApiException.of(403, "not_authorized", "this key may not be used here");
        }
        used.add(found.key().hash());
        caller.set(found);
    }

    /** Whoever shows no valid key is told so, as long as it does not happen too often. */
    private ApiException stranger(RoutingContext context) {
        limits.admitStranger(context.request().remoteAddress().hostAddress());
        return ApiException.authenticationFailure();
    }

    // Until the topic has been read, a key that is not known may be a new one.
    private ApiException unknown(RoutingContext context) {
        ApiException refusal = stranger(context);
        return accounts.current() ? refusal : new ApiException(Failures.UNAVAILABLE);
    }

    private static <A extends Annotation> Optional<A> annotation(ResourceInfo route, Class<A> type) {
        if (route.getResourceMethod() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(route.getResourceMethod().getAnnotation(type))
                .or(() -> Optional.ofNullable(route.getResourceClass().getAnnotation(type)));
    }
}
