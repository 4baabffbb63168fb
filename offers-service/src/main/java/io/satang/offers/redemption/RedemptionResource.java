package io.satang.offers.redemption;

import io.satang.offers.card.CardStore;
import io.satang.offers.listing.Listings;
import io.satang.offers.offer.OfferStore;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.ChargeId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /redemptions}: what payments have earned by the account's offers, and what they have not and why. */
@Path("/redemptions")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class RedemptionResource {
    private final RedemptionStore redemptions;
    private final Caller caller;
    private final Clock clock;

    RedemptionResource(RedemptionStore redemptions, Caller caller, Clock clock) {
        this.redemptions = Objects.requireNonNull(redemptions, "redemptions");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The account's redemptions, in pages; {@code offer}, {@code card}, {@code charge} and {@code state} leave some out. */
    @GET
    public Uni<String> list(Params params) {
        Instant now = clock.instant();
        Page page = Page.from(params, now);
        RedemptionFilter filter = new RedemptionFilter(caller.accountId(), now);
        params.text("offer").map(OfferStore::id).ifPresent(offer -> filter.with("row.offerId", offer.value()));
        params.text("card").map(CardStore::id).ifPresent(card -> filter.with("row.cardId", card.value()));
        params.text("charge").map(RedemptionResource::charge).ifPresent(id -> filter.with("row.chargeId", id.value()));
        params.text("state").ifPresent(filter::state);
        return redemptions
                .list(filter, page)
                .map(part -> Listings.json("/redemptions", page, part, row -> RedemptionJson.render(row, now)));
    }

    /** One redemption. */
    @GET
    @Path("/{id}")
    public Uni<String> retrieve(@RestPath String id) {
        RedemptionId redemption = RedemptionId.parse(id).orElseThrow(() -> notFound(id));
        return redemptions
                .get(caller.accountId(), redemption)
                .map(found -> RedemptionJson.render(found.orElseThrow(() -> notFound(id)), clock.instant())
                        .text());
    }

    private static ChargeId charge(String text) {
        return ChargeId.parse(text).orElseThrow(() -> ApiException.notFound("charge", text));
    }

    private static ApiException notFound(String id) {
        return ApiException.notFound("redemption", id);
    }
}
