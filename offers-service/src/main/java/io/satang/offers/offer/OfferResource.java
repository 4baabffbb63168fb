package io.satang.offers.offer;

import io.satang.offers.listing.Listings;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
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
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /offers} and {@code /offers/{id}}. */
@Path("/offers")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class OfferResource {
    private final OfferStore offers;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final Ids ids;
    private final Clock clock;

    OfferResource(OfferStore offers, IdempotencyKeys keys, Caller caller, Ids ids, Clock clock) {
        this.offers = Objects.requireNonNull(offers, "offers");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Makes an offer; {@code state=draft} leaves it unpublished. */
    @POST
    public Uni<RestResponse<String>> create(Params params, @Context HttpHeaders headers) {
        Instant now = now();
        OfferRequest.Draft draft = new OfferRequest(params, now).create(caller.account());
        if (draft.stage() == Stage.PAUSED) {
            throw ApiException.badRequest("a new offer must be draft or live");
        }
        // The merchant is looked up where the offer is written.
        Offer offer = new Offer(
                OfferId.next(ids, caller.livemode()),
                caller.accountId(),
                caller.livemode(),
                new Merchant(draft.merchantId(), caller.accountId()),
                draft.texts(),
                draft.stage(),
                draft.terms(),
                now);
        return offers.add(offer, keys.read(headers, "POST /offers", params)).map(KeyedAnswer::response);
    }

    /** The account's offers, in pages; {@code state} leaves some out. */
    @GET
    public Uni<String> list(Params params) {
        Instant now = now();
        Page page = Page.from(params, now);
        OfferFilter filter = new OfferFilter(caller.accountId(), now);
        params.text("state").ifPresent(filter::state);
        return offers.list(filter, page, now).map(part -> Listings.json("/offers", page, part, Function.identity()));
    }

    /** One offer. */
    @GET
    @Path("/{id}")
    public Uni<String> retrieve(@RestPath String id) {
        return offers.get(caller.accountId(), OfferStore.id(id).value(), now());
    }

    /** Changes an offer: a draft wholly, a published one in its texts, its end and its limits; publishes, pauses and resumes it. */
    @PATCH
    @Path("/{id}")
    public Uni<String> update(@RestPath String id, Params params) {
        Instant now = now();
        return offers.change(caller.accountId(), OfferStore.id(id).value(), now, (offer, usage) -> {
            OfferRequest.Draft next = new OfferRequest(params, now).change(offer, usage);
            return new Offer(
                    offer.id(),
                    offer.accountId(),
                    offer.livemode(),
                    new Merchant(next.merchantId(), offer.merchant().accountId()),
                    next.texts(),
                    next.stage(),
                    next.terms(),
                    offer.createdAt());
        });
    }

    /** Deletes an offer that nobody has joined. */
    @DELETE
    @Path("/{id}")
    public Uni<String> delete(@RestPath String id) {
        return offers.delete(caller.accountId(), OfferStore.id(id).value(), now());
    }

    // As exact as the row will be.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
