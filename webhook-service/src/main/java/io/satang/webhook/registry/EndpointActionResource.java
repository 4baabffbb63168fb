package io.satang.webhook.registry;

import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.satang.webhook.signature.SecretGenerator;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /webhook_endpoints/{id}/…}: what can be done with an endpoint. */
@Path("/webhook_endpoints/{id}")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class EndpointActionResource {
    private final Endpoints endpoints;
    private final Pings pings;
    private final Leases leases;
    private final SecretGenerator newSecrets;
    private final IdempotencyKeys keys;
    private final Caller caller;

    EndpointActionResource(
            Endpoints endpoints,
            Pings pings,
            Leases leases,
            SecretGenerator newSecrets,
            IdempotencyKeys keys,
            Caller caller) {
        this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
        this.pings = Objects.requireNonNull(pings, "pings");
        this.leases = Objects.requireNonNull(leases, "leases");
        this.newSecrets = Objects.requireNonNull(newSecrets, "newSecrets");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    /** Leaves it alone: what happens waits. */
    @POST
    @Path("/pause")
    public Uni<RestResponse<String>> pause(@PathParam("id") String id, Params params, @Context HttpHeaders headers) {
        Optional<IdempotencyRequest> idempotency = read(id, "pause", params, Set.of(), headers);
        return endpoints.pause(Endpoints.id(id), true, idempotency).map(KeyedAnswer::response);
    }

    /** Enables it again, whether it was paused or disabled: it gets what has waited. */
    @POST
    @Path("/resume")
    public Uni<RestResponse<String>> resume(@PathParam("id") String id, Params params, @Context HttpHeaders headers) {
        Optional<IdempotencyRequest> idempotency = read(id, "resume", params, Set.of(), headers);
        return endpoints.pause(Endpoints.id(id), false, idempotency).map(KeyedAnswer::response);
    }

    /** Gives it another secret and shows that, this once; those before sign beside it for {@code overlap} seconds. */
    @POST
    @Path("/roll_secret")
    public Uni<RestResponse<String>> roll(@PathParam("id") String id, Params params, @Context HttpHeaders headers) {
        Optional<IdempotencyRequest> idempotency =
                read(id, "roll_secret", params, Set.of("secret", "overlap"), headers);
        SecretRoll roll = SecretRoll.from(params, newSecrets::random);
        return endpoints.roll(Endpoints.id(id), roll, idempotency).map(KeyedAnswer::response);
    }

    /** Sends it an event to try it, and nobody else. */
    @POST
    @Path("/ping")
    public Uni<RestResponse<String>> ping(@PathParam("id") String id, Params params, @Context HttpHeaders headers) {
        Optional<IdempotencyRequest> idempotency = read(id, "ping", params, Set.of(), headers);
        Optional<String> accountUri = caller.account().webhookUri();
        return endpoints
                .find(Endpoints.id(id))
                .chain(endpoint -> pings.send(endpoint, accountUri, idempotency))
                .map(KeyedAnswer::response);
    }

    /** It is still wanted: its lease begins anew. */
    @POST
    @Path("/renew")
    public Uni<String> renew(@PathParam("id") String id, Params params) {
        params.requireOnly(Set.of());
        return leases.renew(Endpoints.id(id));
    }

    /** What was done to it, by whom and when, the newest first. */
    @GET
    @Path("/history")
    public Uni<String> history(@PathParam("id") String id, Params params) {
        params.requireOnly(Set.of());
        return endpoints.history(Endpoints.id(id)).map(entries -> HistoryView.render(id, entries));
    }

    private Optional<IdempotencyRequest> read(
            String id, String action, Params params, Set<String> names, HttpHeaders headers) {
        params.requireOnly(names);
        return keys.read(headers, "POST /webhook_endpoints/" + id + "/" + action, params);
    }
}
