package io.satang.console.signin;

import io.satang.console.visit.Cookies;
import io.satang.console.visit.Open;
import io.satang.console.visit.WayBack;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /console/language/…}: speaks another language from now on. */
@Path(Cookies.ROOT + "/language")
@Open
public class LanguageResource {
    private final Cookies cookies;

    LanguageResource(Cookies cookies) {
        this.cookies = cookies;
    }

    /** Chooses it and goes back. */
    @GET
    @Path("{tag}")
    public Response choose(@RestPath String tag, @RestQuery Optional<String> back) {
        NewCookie cookie = cookies.language(tag).orElseThrow(NotFoundException::new);
        return Response.seeOther(WayBack.to(back.orElse(Cookies.ROOT)))
                .cookie(cookie)
                .build();
    }
}
