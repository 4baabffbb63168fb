package io.satang.console.visit;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Lets in whoever is signed in, sends the others to where they can sign in, and takes a form only when it comes from one of the visitor's own
 * pages.
 */
@Singleton
public class VisitFilter {
    /** The field of every form that holds the session's token. */
    public static final String CSRF_FIELD = "csrf";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Visit visit;
    private final Cookies cookies;
    private final OperatorDoor operatorDoor;
    private final String ownAuthority;

    VisitFilter(
            Visit visit,
            Cookies cookies,
            OperatorDoor operatorDoor,
            @ConfigProperty(name = "satang.public-url") URI publicUrl) {
        this.visit = visit;
        this.cookies = cookies;
        this.operatorDoor = operatorDoor;
        this.ownAuthority = publicUrl.getAuthority();
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    @WithFormRead
    public Optional<Response> enter(
            ResteasyReactiveContainerRequestContext request, ResourceInfo resource, HttpHeaders headers) {
        URI address = request.getUriInfo().getRequestUri();
        boolean forOperators = operatorDoor.isThere() && isMarked(resource, ForOperators.class);
        Optional<? extends Guest> guest = forOperators ? cookies.operator(headers) : cookies.session(headers);
        boolean reading = READING.contains(request.getMethod());
        String shown = reading ? target(address) : page(address);
        visit.begin(cookies.language(headers), shown);
        guest.ifPresent(visit::greet);
        if (!reading && !comesFromHere(headers)) {
            throw new ForgedFormException();
        }
        if (isOpen(resource)) {
            return Optional.empty();
        }
        if (guest.isEmpty()) {
            URI door = forOperators ? URI.create(OperatorDoor.PATH) : WayBack.through(shown);
            return Optional.of(Response.seeOther(door).build());
        }
        if (!reading && !guest.get().madeForm(token(request))) {
            throw new ForgedFormException();
        }
        return Optional.empty();
    }

    private static boolean isOpen(ResourceInfo resource) {
        return resource.getResourceClass() == null || isMarked(resource, Open.class);
    }

    private static boolean isMarked(ResourceInfo resource, Class<? extends Annotation> mark) {
        return resource.getResourceClass() != null
                && resource.getResourceClass().isAnnotationPresent(mark);
    }

    /** Browsers say from where a form was sent; what does not say so is no browser, and has no session of a visitor's to abuse. */
    private boolean comesFromHere(HttpHeaders headers) {
        String site = headers.getHeaderString("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = headers.getHeaderString("Origin");
        return origin == null
                || authority(origin).equals(ownAuthority)
                || authority(origin).equals(headers.getHeaderString("Host"));
    }

    private static String authority(String origin) {
        int begin = origin.indexOf("://");
        return begin < 0 ? origin : origin.substring(begin + "://".length());
    }

    private static String token(ResteasyReactiveContainerRequestContext request) {
        ResteasyReactiveRequestContext context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        return Objects.requireNonNullElse(context.getFormParameter(CSRF_FIELD, true, false), "")
                .toString();
    }

    private static String target(URI address) {
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }

    /** Where the form of an action stands: an action's path is its page's and one segment more. */
    private static String page(URI action) {
        return action.getRawPath().replaceFirst("/[^/]*$", "");
    }
}
