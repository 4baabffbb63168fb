package io.satang.charge.provider.simulator.page;

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

    private final PageRenderer pages;

    PayPageRefusals(PageRenderer pages) {
        this.pages = Objects.requireNonNull(pages, "pages");
    }

    @ServerResponseFilter
    Uni<Void> explain(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        String path = Optional.ofNullable(context.request().path()).orElse("");
        boolean refused = response.getStatus() >= BAD_REQUEST && !isHtml(response);
        if (!refused || !path.startsWith(PAGES) || !AcceptedTypes.isOfBrowser(context)) {
            return Uni.createFrom().voidItem();
        }
        Speech speech = speech(context);
        PageAddress here = new PageAddress(path, false, speech.chosen());
        return pages.refuse(Refusal.of(response.getStatus(), here, speech.words()), here, speech)
                .invoke(page -> {
                    response.setEntity(page);
                    PageRenderer.headers(speech).forEach(response.getHeaders()::putSingle);
                })
                .replaceWithVoid();
    }

    private static Speech speech(RoutingContext context) {
        return Speech.of(
                context.queryParam(PageAddress.LANGUAGE).stream().findFirst(),
                Optional.ofNullable(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    private static boolean isHtml(ContainerResponseContext response) {
        return response.getMediaType() != null
                && response.getMediaType().getSubtype().equals("html");
    }
}
