package io.satang.webhook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.ListRoom;
import io.satang.platform.paging.ListView;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.satang.webhook.event.EventQuery.ByArrival;
import io.satang.webhook.event.EventQuery.ByTime;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The events of the caller's account, and of one charge. */
@Path("/")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
public class EventResource {
    private static final String LOCATION = "/events";
    /** As the object that it is, and as the text that was sent. */
    private static final int LISTED_TWICE = 2;

    private final EventStore events;
    private final ChargeClient charges;
    private final ListRoom room;
    private final Caller caller;
    private final Clock clock;

    EventResource(EventStore events, ChargeClient charges, ListRoom room, Caller caller, Clock clock) {
        this.events = Objects.requireNonNull(events, "events");
        this.charges = Objects.requireNonNull(charges, "charges");
        this.room = Objects.requireNonNull(room, "room");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    private record Listing(EventIndex index, List<EventHistory> events) {}

    /**
     * A list that is read on with {@code after}.
     *
     * @param next what {@code after} has to be to go on; never behind an event that was not looked at
     */
    private record ContinuedView(
            @JsonUnwrapped ListView list,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> next) {}

    /** {@code GET /events}: all, those of a {@code key}, an {@code object} or a {@code delivery}, or those {@code after} an event. */
    @GET
    @Path("events")
    public Uni<String> list(Params params) {
        EventFilter filter = EventParams.filter(params);
        Page page = Page.from(params, clock.instant());
        String accountId = caller.accountId();
        return EventParams.after(params)
                .map(after -> listAfter(accountId, filter, after, page.limit()))
                .orElseGet(() -> listing(accountId, events.index(accountId, new ByTime(filter, page)))
                        .invoke(EventResource::requireLookedThrough)
                        .map(found -> ApiJson.write(list(LOCATION, page, found, EventView::of))));
    }

    /** {@code GET /events/{id}}; another account's event is not found. */
    @GET
    @Path("events/{id}")
    public Uni<String> find(@PathParam("id") String id) {
        requireId("event", id);
        return events.find(caller.accountId(), id)
                .map(found -> found.orElseThrow(() -> ApiException.notFound("event", id)))
                .map(found -> ApiJson.write(EventView.of(found)));
    }

    /** {@code GET /charges/{id}/events}. Every charge has an event from the start; one without is too new for it, or is not the caller's. */
    @GET
    @Path("charges/{id}/events")
    public Uni<String> listOfCharge(@PathParam("id") String chargeId, Params params) {
        requireId("charge", chargeId);
        EventParams.requirePage(params);
        Page page = Page.from(params, clock.instant());
        String accountId = caller.accountId();
        return listing(accountId, events.index(accountId, new ByTime(EventFilter.ofObject(chargeId), page)))
                .invoke(EventResource::requireLookedThrough)
                .call(found ->
                        found.index().total() > 0 ? Uni.createFrom().voidItem() : requireCharge(accountId, chargeId))
                .map(found ->
                        ApiJson.write(list("/charges/" + chargeId + "/events", page, found, EventView::withoutData)));
    }

    private Uni<String> listAfter(String accountId, EventFilter filter, String after, int limit) {
        Page page = new Page(limit, 0, Instant.EPOCH, clock.instant(), Page.Order.CHRONOLOGICAL);
        Uni<EventIndex> index =
                place(accountId, after).chain(place -> events.index(accountId, new ByArrival(filter, place, limit)));
        return listing(accountId, index)
                .map(found -> ApiJson.write(new ContinuedView(
                        list(LOCATION, page, found, EventView::of),
                        Optional.of(found.index().looked().orElse(after)))));
    }

    private Uni<EventPlace> place(String accountId, String after) {
        if (after.equals(EventParams.START)) {
            return Uni.createFrom().item(EventPlace.START);
        }
        String id = EventParams.objectId(after)
                .orElseThrow(() -> ApiException.badRequest(EventParams.AFTER + " is invalid"));
        return events.place(accountId, id).map(found -> found.orElseThrow(() -> ApiException.notFound("event", id)));
    }

    // Room is asked for at once, while the request is still the current one.
    private Uni<Listing> listing(String accountId, Uni<EventIndex> sought) {
        Uni<EventIndex> index = sought.memoize().indefinitely();
        return room.holding(
                index.map(found -> LISTED_TWICE * found.bytes()),
                () -> index.chain(
                        found -> events.load(accountId, found.ids()).map(loaded -> new Listing(found, loaded))));
    }

    private Uni<Void> requireCharge(String accountId, String chargeId) {
        return events.knows(accountId, chargeId)
                .chain(known -> known ? Uni.createFrom().item(true) : charges.has(accountId, chargeId))
                .invoke(exists -> {
                    if (!exists) {
                        throw ApiException.notFound("charge", chargeId);
                    }
                })
                .replaceWithVoid();
    }

    // A list that ends before its end would be worse than none.
    private static void requireLookedThrough(Listing found) {
        if (found.index().more()) {
            throw ApiException.badRequest(
                    "there are too many events to look through: narrow from and to, or read on with after");
        }
    }

    private static void requireId(String type, String id) {
        if (EventParams.objectId(id).isEmpty()) {
            throw ApiException.notFound(type, id);
        }
    }

    private static ListView list(String location, Page page, Listing found, Function<EventHistory, EventView> view) {
        List<RawJson> items = found.events().stream()
                .map(view)
                .map(ApiJson::write)
                .map(RawJson::new)
                .toList();
        return ListView.of(location, page, found.index().total(), items);
    }
}
