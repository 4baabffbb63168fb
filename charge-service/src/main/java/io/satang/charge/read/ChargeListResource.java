package io.satang.charge.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.satang.charge.decision.Charge;
import io.satang.charge.read.ChargeListStore.Place;
import io.satang.charge.store.StoredCharge;
import io.satang.charge.store.StoredCharge.Decoded;
import io.satang.charge.store.StoredCharge.Unreadable;
import io.satang.charge.view.ChargeJson;
import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.ChargeId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.ListRoom;
import io.satang.platform.paging.ListView;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** {@code GET /charges}. */
@Path("/charges")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class ChargeListResource {
    private static final Logger LOG = Logger.getLogger(ChargeListResource.class);
    private static final String LOCATION = "/charges";
    private static final String AFTER = "after";
    /** Behind which everything is. */
    private static final String START = "0";

    private final ChargeIndexStore indexes;
    private final ChargeListStore lists;
    private final ListRoom room;
    private final ChargeJson json;
    private final Caller caller;
    private final Clock clock;

    ChargeListResource(
            ChargeIndexStore indexes,
            ChargeListStore lists,
            ListRoom room,
            ChargeJson json,
            Caller caller,
            Clock clock) {
        this.indexes = Objects.requireNonNull(indexes, "indexes");
        this.lists = Objects.requireNonNull(lists, "lists");
        this.room = Objects.requireNonNull(room, "room");
        this.json = Objects.requireNonNull(json, "json");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    private record Listing(ChargeIndex index, List<StoredCharge> charges) {}

    /**
     * A list that is read on with {@code after}.
     *
     * @param next what {@code after} has to be to go on; empty at the end
     */
    private record ContinuedView(
            @JsonUnwrapped ListView list,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> next) {}

    /**
     * The account's charges, in pages or behind the charge {@code after}: all, or those of a {@code status}, of a {@code source_type} and with
     * the text {@code query}.
     */
    @GET
    public Uni<String> list(Params params) {
        Instant now = clock.instant();
        Page page = Page.from(params, now);
        ChargeFilter filter = ChargeFilter.from(params);
        String accountId = caller.accountId();
        Optional<String> after = params.text(AFTER);
        if (after.isPresent()) {
            requireNoOffset(params);
            return listing(place(accountId, after.get())
                            .flatMap(place -> indexes.onward(accountId, filter, page, place)))
                    .map(found -> ApiJson.write(new ContinuedView(view(page, found, now), next(found.index()))));
        }
        return listing(indexes.page(accountId, filter, page).invoke(index -> requireLookedThrough(index, page)))
                .map(found -> ApiJson.write(view(page, found, now)));
    }

    private Uni<Optional<Place>> place(String accountId, String after) {
        if (after.equals(START)) {
            return Uni.createFrom().item(Optional.empty());
        }
        ChargeId id = ChargeId.parse(after).orElseThrow(() -> ApiException.badRequest(AFTER + " is invalid"));
        return lists.place(accountId, id).invoke(place -> {
            if (place.isEmpty()) {
                throw ApiException.notFound("charge", after);
            }
        });
    }

    // Room is asked for at once, while the request is still the current one.
    private Uni<Listing> listing(Uni<ChargeIndex> sought) {
        Uni<ChargeIndex> index = sought.memoize().indefinitely();
        return room.holding(
                index.map(ChargeIndex::bytes),
                () -> index.flatMap(found -> lists.load(found.ids()).map(charges -> new Listing(found, charges))));
    }

    /** Where nothing was left out because of its length, what is counted beyond the page is all that tells of more. */
    private static Optional<String> next(ChargeIndex index) {
        boolean more = index.total() > index.ids().size();
        return index.looked().or(() -> more ? Optional.of(index.ids().getLast()) : Optional.empty());
    }

    private static void requireNoOffset(Params params) {
        if (params.has("offset")) {
            throw ApiException.badRequest("offset cannot be combined with after");
        }
    }

    // A list that ends before its end would be worse than none.
    private static void requireLookedThrough(ChargeIndex found, Page page) {
        if (found.looked().isPresent() && found.ids().size() < page.limit()) {
            throw ApiException.badRequest(
                    "there are too many charges to look through: narrow from and to, or read on with after");
        }
    }

    private ListView view(Page page, Listing found, Instant now) {
        return ListView.of(
                LOCATION,
                page,
                found.index().total(),
                found.charges().stream()
                        .map(charge -> new RawJson(render(charge, now)))
                        .toList());
    }

    // A list that left it out would hide money, and one that failed would hide its neighbours.
    private String render(StoredCharge stored, Instant now) {
        return switch (stored) {
            case Decoded(Charge charge) -> json.render(charge, now);
            case Unreadable unreadable -> {
                LOG.errorf(
                        "charge %s is listed by its columns, it cannot be read: %s",
                        unreadable.id(), unreadable.reason());
                yield ApiJson.write(UnreadableChargeView.of(unreadable));
            }
        };
    }
}
