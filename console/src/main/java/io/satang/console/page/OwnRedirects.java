package io.satang.console.page;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Leads browsers on at the address that they came to. JAX-RS writes out redirects with the scheme and the host of its request, which are not
 * the browser's where TLS ends in front of this process.
 */
class OwnRedirects {
    @ServerResponseFilter
    public void nameNoHost(UriInfo asked, ContainerResponseContext response) {
        URI location = response.getLocation();
        if (location == null
                || !Objects.equals(location.getAuthority(), asked.getBaseUri().getAuthority())) {
            return;
        }
        String query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
        response.getHeaders().putSingle(HttpHeaders.LOCATION, location.getRawPath() + query);
    }
}
