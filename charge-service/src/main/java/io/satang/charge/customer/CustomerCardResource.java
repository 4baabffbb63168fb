package io.satang.charge.customer;

import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.AccountId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /customers/{id}/cards} and {@code /customers/{id}/cards/{card}} (reference omise-api §8.5). */
@Path("/customers/{id}/cards")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class CustomerCardResource {
    private final Customers customers;
    private final CardChanges cards;
    private final Caller caller;
    private final Clock clock;

    CustomerCardResource(Customers customers, CardChanges cards, Caller caller, Clock clock) {
        this.customers = Objects.requireNonNull(customers, "customers");
        this.cards = Objects.requireNonNull(cards, "cards");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The customer's cards, in pages. */
    @GET
    public Uni<String> list(@RestPath String id, Params params) {
        Page page = Page.from(params, clock.instant());
        return customers
                .find(account(), CustomerPath.customer(id))
                .map(customer -> ApiJson.write(CustomerJson.cards(customer, page)));
    }

    /** One card. */
    @GET
    @Path("/{card}")
    public Uni<String> retrieve(@RestPath String id, @RestPath String card) {
        return cards.find(account(), CustomerPath.customer(id), CustomerPath.card(card));
    }

    /** Changes a card's name, expiry or address. */
    @PATCH
    @Path("/{card}")
    public Uni<String> update(@RestPath String id, @RestPath String card, Params params) {
        return cards.update(account(), CustomerPath.customer(id), CustomerPath.card(card), CardEdit.from(params));
    }

    /** Destroys a card; the next one becomes the default if it was. */
    @DELETE
    @Path("/{card}")
    public Uni<String> destroy(@RestPath String id, @RestPath String card, Params params) {
        return cards.destroy(account(), CustomerPath.customer(id), CustomerPath.card(card));
    }

    private AccountId account() {
        return new AccountId(caller.accountId());
    }
}
