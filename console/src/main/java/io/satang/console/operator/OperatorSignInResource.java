package io.satang.console.operator;

import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.satang.console.page.Page;
import io.satang.console.page.Pages;
import io.satang.console.page.Section;
import io.satang.console.visit.Audit;
import io.satang.console.visit.Cookies;
import io.satang.console.visit.Open;
import io.satang.console.visit.OperatorDoor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * {@code /console/operator}: leads to the provider of identities, which sends back here. Its tokens are looked at once and then forgotten: who
 * is an operator gets a session of the console's own.
 */
@Path(OperatorDoor.PATH)
@Open
@RunOnVirtualThread
public class OperatorSignInResource {
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final OperatorDoor door;
    private final Identities identities;
    private final OidcSession oidcSession;
    private final String group;
    private final Cookies cookies;
    private final Audit audit;
    private final Pages pages;

    OperatorSignInResource(
            OperatorDoor door,
            Identities identities,
            OidcSession oidcSession,
            ProviderSettings settings,
            Cookies cookies,
            Audit audit,
            Pages pages) {
        this.door = door;
        this.identities = identities;
        this.oidcSession = oidcSession;
        this.group = settings.operatorsGroup();
        this.cookies = cookies;
        this.audit = audit;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "operator")
    static class Templates {
        private Templates() {}

        static native TemplateInstance refused(Page page, String text);
    }

    /**
     * Signs in.
     *
     * @throws UnauthorizedException when the provider has not said yet who it is; the browser is sent there
     */
    @GET
    public Response enter() {
        if (!door.isThere()) {
            throw new NotFoundException();
        }
        return switch (identities.ask()) {
            case Identities.Outcome.Nobody nobody -> throw new UnauthorizedException();
            case Identities.Outcome.Vouched vouched -> decide(vouched.identity());
            case Identities.Outcome.Refused refused -> refuse(FORBIDDEN, "", words().notVouched());
            case Identities.Outcome.Unheard unheard -> refuse(UNAVAILABLE, "", words().unheard());
        };
    }

    private Response decide(SecurityIdentity identity) {
        JsonWebToken token = (JsonWebToken) identity.getPrincipal();
        oidcSession.logout().await().atMost(Identities.WAITING_MAX);
        if (!identity.hasRole(group)) {
            return refuse(FORBIDDEN, token.getSubject(), words().noOperator());
        }
        audit.actedAsOperator(token.getSubject(), "sign_in", "", "done");
        String name = token.<String>claim("name").orElseGet(token::getName);
        return Response.seeOther(URI.create(Section.SYSTEM.path()))
                .cookie(cookies.ofOperator(token.getSubject(), name))
                .build();
    }

    private Response refuse(int status, String subject, String text) {
        audit.actedAsOperator(subject, "sign_in", "", "refused");
        return pages.show(status, Templates.refused(pages.beside(words().title()), text));
    }

    private OperatorWords words() {
        return pages.wording().in(OperatorWords.class);
    }
}
