package io.satang.offers.redemption;

import io.satang.offers.card.CardStore;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.OfferStore;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.CardId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /cards/{id}/offers/{offer_id}/explain}: why a payment has earned a reward, or none. */
@Path("/cards/{card}/offers/{offer}/explain")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class ExplainResource {
    private final Explanations explanations;
    private final Caller caller;
    private final Clock clock;

    ExplainResource(Explanations explanations, Caller caller, Clock clock) {
        this.explanations = Objects.requireNonNull(explanations, "explanations");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** What the rules say of the payment {@code charge}. */
    @GET
    public Uni<String> explain(@RestPath String card, @RestPath String offer, Params params) {
        CardId cardId = CardStore.id(card);
        OfferId offerId = OfferStore.id(offer);
        String charge = params.text("charge")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> ApiException.badRequest("charge cannot be blank"));
        ChargeId chargeId = ChargeId.parse(charge).orElseThrow(() -> ApiException.notFound("charge", charge));
        return explanations.explain(caller.accountId(), cardId, offerId, chargeId, clock.instant());
    }
}
