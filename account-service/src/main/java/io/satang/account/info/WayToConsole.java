package io.satang.account.info;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Sends browsers that open the root on to the console. Whoever shows a key is a client, whatever it accepts: Java's own asks for pages before
 * everything else.
 */
class WayToConsole {
    private static final URI CONSOLE = URI.create("/console");

    @ServerRequestFilter(preMatching = true)
    public Optional<Response> sendBrowsers(ContainerRequestContext request) {
        return isBrowserAtRoot(request) ? Optional.of(Response.seeOther(CONSOLE).build()) : Optional.empty();
    }

    private static boolean isBrowserAtRoot(ContainerRequestContext request) {
        return request.getUriInfo().getPath().equals("/")
                && request.getMethod().equals("GET")
                && request.getHeaderString(HttpHeaders.AUTHORIZATION) == null
                && request.getAcceptableMediaTypes().stream()
                        .anyMatch(type -> !type.isWildcardType() && type.isCompatible(MediaType.TEXT_HTML_TYPE));
    }
}
