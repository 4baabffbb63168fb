package io.satang.charge.read;

import io.satang.charge.view.ChargePath;
import io.satang.platform.authentication.InternalOnly;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.AccountId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;

/** {@code GET /internal/charges/{id}?account_id=…}: for who asks for a charge's events sooner than Kafka could tell of it (docs/architecture.md). */
@Path("/internal/charges")
@AnswersInTime
@InternalOnly
class InternalChargeResource {
    private final OwnedCharges charges;

    InternalChargeResource(OwnedCharges charges) {
        this.charges = Objects.requireNonNull(charges, "charges");
    }

    /** 204 when it is a charge of this account, 404 when it is none. */
    @GET
    @Path("/{id}")
    public Uni<Void> find(@RestPath String id, @QueryParam("account_id") @DefaultValue("") String accountId) {
        return charges.find(owner(accountId, id), ChargePath.id(id)).replaceWithVoid();
    }

    private static AccountId owner(String accountId, String chargeId) {
        return AccountId.parse(accountId).orElseThrow(() -> ApiException.notFound("charge", chargeId));
    }
}
