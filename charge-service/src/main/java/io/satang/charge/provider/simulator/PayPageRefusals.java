package io.satang.charge.provider.simulator;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.satang.platform.http.AcceptedTypes;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What a browser at the pay page is told when it is refused, for a person to read; everybody else gets the error object. */
@Singleton
class PayPageRefusals {
    private static final String PAGES = "/payments/";
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final Template template;

    PayPageRefusals(@Location("pay-page-refusal.html") Template template) {
        this.template = Objects.requireNonNull(template, "template");
    }

    /**
     * What is said.
     *
     * @param message what is the matter
     * @param advice  what to do next
     * @param page    the payment's page, if there is one
     * @param waits   whether the page looks again by itself
     */
    record Refusal(String message, String advice, Optional<String> page, boolean waits) {}

    @ServerResponseFilter
    Uni<Void> explain(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        String path = Optional.ofNullable(context.request().path()).orElse("");
        boolean refused = response.getStatus() >= BAD_REQUEST && !isHtml(response);
        if (!refused || !path.startsWith(PAGES) || !AcceptedTypes.isOfBrowser(context)) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .completionStage(() -> template.data("view", refusal(response.getStatus(), path))
                        .renderAsync())
                .invoke(page -> {
                    response.setEntity(page);
                    response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, PayPageResource.HTML);
                    response.getHeaders().putSingle("Content-Security-Policy", PayPageResource.POLICY);
                    response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
                })
                .replaceWithVoid();
    }

    private static boolean isHtml(ContainerResponseContext response) {
        return response.getMediaType() != null
                && response.getMediaType().getSubtype().equals("html");
    }

    private static Refusal refusal(int status, String path) {
        return switch (status) {
            case NOT_FOUND ->
                new Refusal(
                        "There is no such payment.",
                        "Look whether the address is complete, or go back to the shop and begin again.",
                        Optional.empty(),
                        false);
            case TOO_MANY_REQUESTS, UNAVAILABLE ->
                new Refusal(
                        "This payment cannot be shown right now.",
                        "This page looks again by itself, and says so if you have paid already. It is never taken twice.",
                        Optional.of(path),
                        true);
            default ->
                new Refusal(
                        status < SERVER_ERROR ? "This was not understood." : "Something went wrong on our side.",
                        "Open the payment again to see what has become of it.",
                        Optional.of(path),
                        false);
        };
    }
}
