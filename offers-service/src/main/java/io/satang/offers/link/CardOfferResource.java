package io.satang.offers.link;

import io.satang.offers.card.CardStore;
import io.satang.offers.listing.Listings;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.OfferStore;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.CardId;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /cards/{id}/offers}: the offers that a card has joined. */
@Path("/cards/{card}/offers")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class CardOfferResource {
    private final CardOfferStore links;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final Clock clock;

    CardOfferResource(CardOfferStore links, IdempotencyKeys keys, Caller caller, Clock clock) {
        this.links = Objects.requireNonNull(links, "links");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Links the card to {@code offer_id}. Linking twice answers the same link. */
    @POST
    public Uni<RestResponse<String>> link(@RestPath String card, Params params, @Context HttpHeaders headers) {
        CardId cardId = CardStore.id(card);
        OfferId offer = OfferStore.id(params.text("offer_id")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> ApiException.badRequest("offer_id cannot be blank")));
        return links.link(
                        caller.accountId(),
                        caller.livemode(),
                        cardId,
                        offer,
                        now(),
                        keys.read(headers, "POST /cards/" + cardId + "/offers", params))
                .map(KeyedAnswer::response);
    }

    /** The offers that the card has joined, those that it has left among them unless {@code state} leaves them out. */
    @GET
    public Uni<String> list(@RestPath String card, Params params) {
        CardId cardId = CardStore.id(card);
        Page page = Page.from(params, clock.instant());
        return links.list(caller.accountId(), cardId, params.text("state"), page)
                .map(part -> Listings.json("/cards/" + cardId + "/offers", page, part, CardOfferJson::render));
    }

    /** One link. */
    @GET
    @Path("/{offer}")
    public Uni<String> retrieve(@RestPath String card, @RestPath String offer) {
        return links.get(caller.accountId(), CardStore.id(card), OfferStore.id(offer));
    }

    /** Ends the link: later payments earn nothing, what was earned stays. */
    @DELETE
    @Path("/{offer}")
    public Uni<String> unlink(@RestPath String card, @RestPath String offer) {
        return links.unlink(caller.accountId(), CardStore.id(card), OfferStore.id(offer), now());
    }

    // As exact as the row will be.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
