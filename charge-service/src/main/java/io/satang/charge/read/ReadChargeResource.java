package io.satang.charge.read;

import io.satang.charge.customer.CustomerObjects;
import io.satang.charge.decision.Charge;
import io.satang.charge.view.ChargeJson;
import io.satang.charge.view.ChargePath;
import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.AccountId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/** {@code GET /charges/{id}}. */
@Path("/charges")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class ReadChargeResource {
    private final OwnedCharges charges;
    private final CustomerObjects customers;
    private final ChargeJson json;
    private final Caller caller;
    private final Clock clock;

    ReadChargeResource(OwnedCharges charges, CustomerObjects customers, ChargeJson json, Caller caller, Clock clock) {
        this.charges = Objects.requireNonNull(charges, "charges");
        this.customers = Objects.requireNonNull(customers, "customers");
        this.json = Objects.requireNonNull(json, "json");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** One charge; {@code expand=true} shows the customer whose card pays instead of the customer's id. */
    @GET
    @Path("/{id}")
    public Uni<String> retrieve(@RestPath String id, Params params) {
        boolean expand = params.bool("expand").orElse(false);
        return charges.find(new AccountId(caller.accountId()), ChargePath.id(id))
                .flatMap(charge ->
                        expand ? expanded(charge) : Uni.createFrom().item(json.render(charge, clock.instant())));
    }

    private Uni<String> expanded(Charge charge) {
        Uni<Optional<RawJson>> customer = charge.customer()
                .map(id -> customers.find(charge.accountId(), id))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return customer.map(found -> json.renderExpanded(charge, found, clock.instant()));
    }
}
