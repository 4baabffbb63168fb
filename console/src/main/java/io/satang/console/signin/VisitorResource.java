package io.satang.console.signin;

import io.satang.console.visit.Audit;
import io.satang.console.visit.Cookies;
import io.satang.console.visit.TestAccounts;
import io.satang.console.visit.Visit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** Going, and in the local stack being the other test account. */
@Path(Cookies.ROOT)
@RunOnVirtualThread
public class VisitorResource {
    private final Identification identification;
    private final TestAccounts testAccounts;
    private final Cookies cookies;
    private final Visit visit;
    private final Audit audit;

    VisitorResource(
            Identification identification, TestAccounts testAccounts, Cookies cookies, Visit visit, Audit audit) {
        this.identification = identification;
        this.testAccounts = testAccounts;
        this.cookies = cookies;
        this.visit = visit;
        this.audit = audit;
    }

    /** Ends the session in this browser. */
    @POST
    @Path("sign-out")
    public Response signOut() {
        audit.acted(visit.session().accountId(), "sign_out", "", "done");
        return Response.seeOther(URI.create(SignInResource.PATH))
                .cookie(cookies.gone())
                .build();
    }

    /** Goes on as another test account. */
    @POST
    @Path("switch")
    public Response change(@RestForm Optional<String> account) {
        String key = account.filter(testAccounts::contains).orElseThrow(NotFoundException::new);
        return switch (identification.identify(key)) {
            case Identification.Outcome.Known known ->
                Response.seeOther(URI.create(Cookies.ROOT))
                        .cookie(known.session())
                        .build();
            case Identification.Outcome.PublicKey publicKey -> throw new NotFoundException();
            case Identification.Outcome.Unknown unknown -> throw new NotFoundException();
            case Identification.Outcome.Undecided undecided ->
                Response.seeOther(URI.create(Cookies.ROOT)).build();
        };
    }
}
