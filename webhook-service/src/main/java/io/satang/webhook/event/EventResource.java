package io.satang.webhook.event;

import io.satang.events.RawJson;
import io.satang.events.Sizes;
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
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The events of the caller's account, and of one charge. */
@Path("/")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
public class EventResource {
    // What cannot be an id is not looked for; it may hold what the database cannot.
    private static final Pattern ID = Pattern.compile("[a-z0-9_]{1,64}");

    // Of a page: what many attempts sent of many large events would be more than anybody should hold in memory at once.
    private static final long PAYLOAD_CHARS_MAX = Sizes.BATCH_BYTES_MAX;

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

    /** {@code GET /events}. */
    @GET
    @Path("events")
    public Uni<String> list(Params params) {
        Page page = Page.from(params, clock.instant());
        String accountId = caller.accountId();
        return room.holding(events.bytes(accountId, page), () -> events.list(accountId, page))
                .map(found -> list("/events", page, found, EventView::of));
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
        Page page = Page.from(params, clock.instant());
        String accountId = caller.accountId();
        return room.holding(
                        events.bytesOfObject(accountId, chargeId, page),
                        () -> events.listOfObject(accountId, chargeId, page))
                .flatMap(found ->
                        found.map(Uni.createFrom()::item).orElseGet(() -> ofChargeWithoutEvents(accountId, chargeId)))
                .map(found -> list("/charges/" + chargeId + "/events", page, found, EventView::withoutData));
    }

    private Uni<EventPage> ofChargeWithoutEvents(String accountId, String chargeId) {
        return charges.has(accountId, chargeId).map(exists -> {
            if (!exists) {
                throw ApiException.notFound("charge", chargeId);
            }
            return EventPage.EMPTY;
        });
    }

    private static void requireId(String type, String id) {
        if (!ID.matcher(id).matches()) {
            throw ApiException.notFound(type, id);
        }
    }

    private static String list(String location, Page page, EventPage found, Function<EventHistory, EventView> view) {
        List<EventView> views = found.events().stream().map(view).toList();
        long payloadChars = views.stream().mapToLong(EventView::payloadChars).sum();
        List<RawJson> items = views.stream()
                .map(each -> payloadChars <= PAYLOAD_CHARS_MAX ? each : each.withoutPayloads())
                .map(ApiJson::write)
                .map(RawJson::new)
                .toList();
        return ApiJson.write(ListView.of(location, page, found.total(), items));
    }
}
