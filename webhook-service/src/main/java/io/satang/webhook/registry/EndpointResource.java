package io.satang.webhook.registry;

import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.ListView;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.satang.platform.uri.WebhookUriRule;
import io.satang.webhook.signature.SecretGenerator;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /webhook_endpoints}: where the account's events go (docs/webhooks.md). */
@Path("/webhook_endpoints")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class EndpointResource {
    private static final Set<String> CREATED_WITH =
            Stream.concat(EndpointEdit.NAMES.stream(), Stream.of("secret")).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> LISTED_WITH = Set.of("limit", "offset", "from", "to", "order");

    private final Endpoints endpoints;
    private final WebhookUriRule uris;
    private final SecretGenerator newSecrets;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final Clock clock;

    EndpointResource(
            Endpoints endpoints,
            WebhookUriRule uris,
            SecretGenerator newSecrets,
            IdempotencyKeys keys,
            Caller caller,
            Clock clock) {
        this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
        this.uris = Objects.requireNonNull(uris, "uris");
        this.newSecrets = Objects.requireNonNull(newSecrets, "newSecrets");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    private record DeletedView(String object, String id, boolean livemode, boolean deleted) {}

    /** Makes one beside the account's own, and shows its secret, this once. */
    @POST
    public Uni<RestResponse<String>> create(Params params, @Context HttpHeaders headers) {
        params.requireOnly(CREATED_WITH);
        params.requiredText("uri");
        Optional<IdempotencyRequest> idempotency = keys.read(headers, "POST /webhook_endpoints", params);
        EndpointEdit edit = EndpointEdit.from(params, uris, clock.instant());
        SecretRoll secret = SecretRoll.from(params, newSecrets::random);
        return endpoints.create(edit, secret, idempotency).map(KeyedAnswer::response);
    }

    /** All of them, the account's own among them. */
    @GET
    public Uni<String> list(Params params) {
        params.requireOnly(LISTED_WITH);
        Page page = Page.from(params, clock.instant());
        Optional<String> accountUri = caller.account().webhookUri();
        return endpoints.all().map(all -> render(all, page, accountUri));
    }

    /** One of them; another account's is not found. */
    @GET
    @Path("/{id}")
    public Uni<String> find(@PathParam("id") String id) {
        Optional<String> accountUri = caller.account().webhookUri();
        return endpoints.find(Endpoints.id(id)).map(found -> EndpointView.render(found, accountUri));
    }

    /** Changes what is given and leaves the rest. */
    @PATCH
    @Path("/{id}")
    public Uni<String> change(@PathParam("id") String id, Params params) {
        params.requireOnly(EndpointEdit.NAMES);
        return endpoints
                .edit(Endpoints.id(id), EndpointEdit.from(params, uris, clock.instant()))
                .map(KeyedAnswer::json);
    }

    /** Deletes it; what waits for it is taken back. */
    @DELETE
    @Path("/{id}")
    public Uni<String> delete(@PathParam("id") String id) {
        DeletedView view = new DeletedView("webhook_endpoint", id, caller.livemode(), true);
        return endpoints.delete(Endpoints.id(id)).map(deleted -> ApiJson.write(view));
    }

    // An account has so few that a page is cut from all of them.
    private static String render(List<WebhookEndpoint> all, Page page, Optional<String> accountUri) {
        Comparator<WebhookEndpoint> oldestFirst = Comparator.comparing(WebhookEndpoint::createdAt)
                .thenComparing(endpoint -> endpoint.id().value());
        List<WebhookEndpoint> asked = all.stream()
                .filter(endpoint -> !endpoint.createdAt().isBefore(page.earliest())
                        && !endpoint.createdAt().isAfter(page.latest()))
                .sorted(page.order() == Page.Order.CHRONOLOGICAL ? oldestFirst : oldestFirst.reversed())
                .toList();
        List<RawJson> items = asked.stream()
                .skip(page.offset())
                .limit(page.limit())
                .map(endpoint -> new RawJson(EndpointView.render(endpoint, accountUri)))
                .toList();
        return ApiJson.write(ListView.of("/webhook_endpoints", page, asked.size(), items));
    }
}
