package io.satang.charge.read;

import io.satang.charge.customer.CustomerObjects;
import io.satang.charge.decision.Charge;
import io.satang.charge.store.StoredCharge;
import io.satang.charge.store.StoredCharge.Decoded;
import io.satang.charge.store.StoredCharge.Unreadable;
import io.satang.charge.view.ChargeJson;
import io.satang.charge.view.ChargePath;
import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.AccountId;
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
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;

/** {@code GET /charges} and {@code GET /charges/{id}}. */
@Path("/charges")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class ReadChargeResource {
    private static final Logger LOG = Logger.getLogger(ReadChargeResource.class);

    private final OwnedCharges charges;
    private final ChargeListStore lists;
    private final CustomerObjects customers;
    private final ListRoom room;
    private final ChargeJson json;
    private final Caller caller;
    private final Clock clock;

    ReadChargeResource(
            OwnedCharges charges,
            ChargeListStore lists,
            CustomerObjects customers,
            ListRoom room,
            ChargeJson json,
            Caller caller,
            Clock clock) {
        this.charges = Objects.requireNonNull(charges, "charges");
        this.lists = Objects.requireNonNull(lists, "lists");
        this.customers = Objects.requireNonNull(customers, "customers");
        this.room = Objects.requireNonNull(room, "room");
        this.json = Objects.requireNonNull(json, "json");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The account's charges, in pages. */
    @GET
    public Uni<String> list(Params params) {
        Instant now = clock.instant();
        Page page = Page.from(params, now);
        String accountId = caller.accountId();
        return room.holding(lists.bytes(accountId, page), () -> lists.list(accountId, page))
                .map(listing -> ApiJson.write(ListView.of(
                        "/charges",
                        page,
                        listing.total(),
                        listing.charges().stream()
                                .map(charge -> new RawJson(render(charge, now)))
                                .toList())));
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
