package io.satang.webhook.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.ListView;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.event.DeliveryNumber;
import io.satang.webhook.event.DeliveryStatus;
import io.satang.webhook.recovery.DeliveryListStore.Part;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /deliveries}: what the caller's account has not got yet, and any delivery by its id. */
@Path("/deliveries")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class DeliveryResource {
    private static final Set<String> FILTERS = Set.of("state", "endpoint", "after", "limit");

    private final DeliveryListStore deliveries;
    private final FailingEndpointStore endpoints;
    private final ResendStore resends;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final Clock clock;

    DeliveryResource(
            DeliveryListStore deliveries,
            FailingEndpointStore endpoints,
            ResendStore resends,
            IdempotencyKeys keys,
            Caller caller,
            Clock clock) {
        this.deliveries = Objects.requireNonNull(deliveries, "deliveries");
        this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
        this.resends = Objects.requireNonNull(resends, "resends");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    private record ContinuedView(
            @JsonUnwrapped ListView list,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> next) {}

    /** What is not delivered: all of it, what is in one {@code state}, what is for one {@code endpoint}; {@code after} reads on. */
    @GET
    public Uni<String> list(Params params) {
        params.requireOnly(FILTERS);
        Page page = Page.from(params, clock.instant());
        DeliveryQuery query = new DeliveryQuery(
                states(params),
                params.text("endpoint").map(DeliveryResource::endpoint),
                params.text("after").map(text -> DeliveryNumber.parse(text).orElseThrow(() -> invalid("after"))),
                page.limit());
        return deliveries.list(caller.accountId(), query).map(part -> render(part, page.limit()));
    }

    private record FailingView(String object, List<FailingEndpointView> data) {}

    /** Which endpoints do not take what is sent to them, since when and how. */
    @GET
    @Path("/failing")
    public Uni<String> failing(Params params) {
        params.requireOnly(Set.of());
        return endpoints
                .of(caller.accountId())
                .map(found -> ApiJson.write(new FailingView(
                        "list",
                        found.stream().map(FailingEndpointView::ofMerchant).toList())));
    }

    /** One delivery; another account's is not found. */
    @GET
    @Path("/{id}")
    public Uni<String> find(@PathParam("id") String id) {
        return deliveries
                .find(caller.accountId(), number(id))
                .map(found -> found.orElseThrow(() -> notFound(id)))
                .map(found -> ApiJson.write(DeliveryView.of(found)));
    }

    /** Has it sent again, whether or not it was delivered or given up, with the whole schedule before it. */
    @POST
    @Path("/{id}/resend")
    public Uni<RestResponse<String>> resend(@PathParam("id") String id, Params params, @Context HttpHeaders headers) {
        params.requireOnly(Set.of());
        DeliveryNumber number = number(id);
        Optional<IdempotencyRequest> idempotency = keys.read(headers, "POST /deliveries/" + id + "/resend", params);
        Resend resend =
                new Resend(caller.accountId(), number.eventId(), OptionalInt.of(number.slot()), Optional.empty());
        return resends.resend(resend, slots -> ResendView.render(number.eventId(), slots), idempotency)
                .map(outcome -> switch (outcome) {
                    case ResendStore.Resent resent -> resent.answer().response();
                    case ResendStore.NoEvent unused -> throw notFound(id);
                    case ResendStore.NoDelivery unused -> throw notFound(id);
                });
    }

    private static List<DeliveryStatus> states(Params params) {
        return params.text("state")
                .map(text -> List.of(DeliveryStatus.undelivered(text).orElseThrow(() -> invalid("state"))))
                .orElseGet(() -> Arrays.stream(DeliveryStatus.values())
                        .filter(DeliveryStatus::isUndelivered)
                        .toList());
    }

    private static String endpoint(String text) {
        return EndpointId.parse(text).orElseThrow(() -> invalid("endpoint")).value();
    }

    private static DeliveryNumber number(String id) {
        return DeliveryNumber.parse(id).orElseThrow(() -> notFound(id));
    }

    private String render(Part part, int limit) {
        List<DeliveryView> views =
                part.deliveries().stream().map(DeliveryView::of).toList();
        List<RawJson> items =
                views.stream().map(ApiJson::write).map(RawJson::new).toList();
        Page page = new Page(limit, 0, Instant.EPOCH, clock.instant(), Page.Order.CHRONOLOGICAL);
        long total = items.size() + (part.more() ? 1L : 0L);
        Optional<String> next = Optional.of(views)
                .filter(some -> part.more())
                .map(some -> some.getLast().id());
        return ApiJson.write(new ContinuedView(ListView.of("/deliveries", page, total, items), next));
    }

    private static ApiException invalid(String name) {
        return ApiException.badRequest(name + " is invalid");
    }

    private static ApiException notFound(String id) {
        return ApiException.notFound("delivery", id);
    }
}
