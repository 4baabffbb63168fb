package io.satang.webhook.recovery;

import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.recovery.Resend.Target;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code POST /events/{id}/resend}: one event again, to all endpoints that it was for, or to one. */
@Path("/events/{id}/resend")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class EventResendResource {
    private static final Pattern ID = Pattern.compile("[a-z0-9_]{1,64}");

    private final ResendStore resends;
    private final IdempotencyKeys keys;
    private final Caller caller;

    EventResendResource(ResendStore resends, IdempotencyKeys keys, Caller caller) {
        this.resends = Objects.requireNonNull(resends, "resends");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    /** Has it sent again; {@code endpoint} names the one, which need not be one that it was for. */
    @POST
    public Uni<RestResponse<String>> resend(@PathParam("id") String id, Params params, @Context HttpHeaders headers) {
        params.requireOnly(Set.of("endpoint"));
        if (!ID.matcher(id).matches()) {
            throw ApiException.notFound("event", id);
        }
        Optional<IdempotencyRequest> idempotency = keys.read(headers, "POST /events/" + id + "/resend", params);
        Optional<Target> target =
                params.text("endpoint").map(OwnEndpoint::parse).map(this::target);
        Resend resend = new Resend(caller.accountId(), id, OptionalInt.empty(), target);
        return resends.resend(resend, slots -> ResendView.render(id, slots), idempotency)
                .map(outcome -> switch (outcome) {
                    case ResendStore.Resent resent -> resent.answer().response();
                    case ResendStore.NoEvent unused -> throw ApiException.notFound("event", id);
                    case ResendStore.NoDelivery unused -> throw none(target);
                });
    }

    private Target target(EndpointId endpoint) {
        return new Target(endpoint.value(), OwnEndpoint.uri(caller, endpoint));
    }

    private static ApiException none(Optional<Target> target) {
        return target.map(Target::endpointId)
                .map(OwnEndpoint::notFound)
                .orElseGet(() -> ApiException.badRequest("the event was for no endpoint: name one"));
    }
}
