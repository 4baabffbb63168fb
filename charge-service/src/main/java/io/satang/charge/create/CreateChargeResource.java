package io.satang.charge.create;

import io.satang.events.AccountChanged;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.kafka.BackPressure;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code POST /charges}. */
@Path("/charges")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
class CreateChargeResource {
    private final CreateCharge charges;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final BackPressure backPressure;

    CreateChargeResource(CreateCharge charges, IdempotencyKeys keys, Caller caller, BackPressure backPressure) {
        this.charges = Objects.requireNonNull(charges, "charges");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.backPressure = Objects.requireNonNull(backPressure, "backPressure");
    }

    /** Makes a charge, a little later while its predecessors' events wait to be consumed. A card's provider is waited for. */
    @POST
    @AnswersInTime(seconds = 15)
    @RequiresKey(KeyUse.SECRET)
    public Uni<RestResponse<String>> create(Params params, @Context HttpHeaders headers) {
        AccountChanged account = caller.account();
        Optional<IdempotencyRequest> key = keys.read(headers, "POST /charges", params);
        return backPressure
                .delay()
                .chain(() -> charges.create(account, params, key))
                .map(KeyedAnswer::response);
    }
}
