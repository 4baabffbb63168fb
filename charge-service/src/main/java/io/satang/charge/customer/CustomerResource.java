package io.satang.charge.customer;

import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.ListRoom;
import io.satang.platform.paging.ListView;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /customers} and {@code /customers/{id}} (reference omise-api §8.6). */
@Path("/customers")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class CustomerResource {
    private final CreateCustomer creation;
    private final Customers customers;
    private final CustomerListStore lists;
    private final ListRoom room;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final Clock clock;

    CustomerResource(
            CreateCustomer creation,
            Customers customers,
            CustomerListStore lists,
            ListRoom room,
            IdempotencyKeys keys,
            Caller caller,
            Clock clock) {
        this.creation = Objects.requireNonNull(creation, "creation");
        this.customers = Objects.requireNonNull(customers, "customers");
        this.lists = Objects.requireNonNull(lists, "lists");
        this.room = Objects.requireNonNull(room, "room");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Makes a customer. */
    @POST
    public Uni<RestResponse<String>> create(Params params, @Context HttpHeaders headers) {
        Optional<IdempotencyRequest> key = keys.read(headers, "POST /customers", params);
        return creation.create(account(), caller.livemode(), CustomerRequest.from(params), key)
                .map(KeyedAnswer::response);
    }

    /** The account's customers, in pages. */
    @GET
    public Uni<String> list(Params params) {
        Instant now = clock.instant();
        Page page = Page.from(params, now);
        AccountId account = account();
        return room.holding(lists.bytes(account, page), () -> lists.list(account, page))
                .map(listing -> ApiJson.write(ListView.of(
                        "/customers",
                        page,
                        listing.total(),
                        listing.customers().stream()
                                .map(customer -> new RawJson(CustomerJson.render(customer, now)))
                                .toList())));
    }

    /** One customer; {@code expand=true} shows its default card instead of the card's id. */
    @GET
    @Path("/{id}")
    public Uni<String> retrieve(@RestPath String id, Params params) {
        boolean expand = params.bool("expand").orElse(false);
        return customers
                .find(account(), CustomerPath.customer(id))
                .map(customer -> expand ? CustomerJson.renderExpanded(customer, clock.instant()) : render(customer));
    }

    /** Changes a customer, gives it a card, chooses its default card. */
    @PATCH
    @Path("/{id}")
    public Uni<RestResponse<String>> update(@RestPath String id, Params params, @Context HttpHeaders headers) {
        CustomerId customer = CustomerPath.customer(id);
        Optional<IdempotencyRequest> key = keys.read(headers, "PATCH /customers/" + customer, params);
        return customers
                .update(account(), customer, CustomerRequest.from(params), key)
                .map(KeyedAnswer::response);
    }

    /** Destroys a customer with its cards. */
    @DELETE
    @Path("/{id}")
    public Uni<String> destroy(@RestPath String id, Params params) {
        return customers
                .destroy(account(), CustomerPath.customer(id))
                .map(customer -> CustomerJson.renderDestroyed(customer, clock.instant()));
    }

    private String render(Customer customer) {
        return CustomerJson.render(customer, clock.instant());
    }

    private AccountId account() {
        return new AccountId(caller.accountId());
    }
}
