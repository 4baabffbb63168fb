package io.satang.offers.card;

import io.satang.offers.listing.Listings;
import io.satang.offers.person.PersonId;
import io.satang.offers.person.PersonStore;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /persons/{id}/cards}: the cards of one person. */
@Path("/persons/{id}/cards")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
class PersonCardResource {
    private final RegisterCard registerCard;
    private final CardStore cards;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final Clock clock;

    PersonCardResource(RegisterCard registerCard, CardStore cards, IdempotencyKeys keys, Caller caller, Clock clock) {
        this.registerCard = Objects.requireNonNull(registerCard, "registerCard");
        this.cards = Objects.requireNonNull(cards, "cards");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Registers a card of this person, as {@code POST /cards} does. */
    @POST
    @RequiresKey(KeyUse.EITHER)
    public Uni<RestResponse<String>> register(@RestPath String id, Params params, @Context HttpHeaders headers) {
        return registerCard
                .register(PersonStore.id(id), params, identity -> keys.read(headers, "POST /cards", identity))
                .map(KeyedAnswer::response);
    }

    /** The person's cards, in pages. */
    @GET
    @RequiresKey(KeyUse.SECRET)
    public Uni<String> list(@RestPath String id, Params params) {
        Page page = Page.from(params, clock.instant());
        PersonId person = PersonStore.id(id);
        return cards.list(caller.accountId(), person, page)
                .map(part -> Listings.json("/persons/" + person + "/cards", page, part, CardJson::render));
    }
}
