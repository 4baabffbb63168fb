package io.satang.console.operator;

import io.satang.console.visit.Audit;
import io.satang.console.visit.Cookies;
import io.satang.console.visit.ForOperators;
import io.satang.console.visit.OperatorDoor;
import io.satang.console.visit.Visit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Ends an operator's session in this browser, and not that with the provider of identities. */
@Path(OperatorDoor.PATH + "/sign-out")
@ForOperators
@RunOnVirtualThread
public class OperatorLeavingResource {
    private final Visit visit;
    private final Cookies cookies;
    private final Audit audit;

    OperatorLeavingResource(Visit visit, Cookies cookies, Audit audit) {
        this.visit = visit;
        this.cookies = cookies;
        this.audit = audit;
    }

    /** Goes. */
    @POST
    public Response leave() {
        if (visit.operator().isEmpty()) {
            throw new NotFoundException();
        }
        audit.acted("sign_out", "", "done");
        return Response.seeOther(URI.create(Cookies.ROOT))
                .cookie(cookies.operatorGone())
                .build();
    }
}
