package io.satang.charge.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.Discount;
import io.satang.charge.decision.OfferUse;
import java.io.IOException;
import java.util.List;

/** What a charge shows of the offer that it redeems, in members that no other charge has. */
final class DiscountJson {
    private DiscountJson() {}

    /** What was asked for at first, and what the offer has taken off it: nothing before it has answered, and when it has said no. */
    static void write(JsonGenerator json, Charge charge, OfferUse use) throws IOException {
        json.writeNumberField("original_amount", charge.originalAmount().subunits());
        json.writeObjectFieldStart("discount");
        json.writeStringField("card_offer", use.cardOffer().value());
        json.writeStringField("offer", charge.discount().map(Discount::offerId).orElse(null));
        json.writeStringField(
                "redemption", charge.discount().map(Discount::redemptionId).orElse(null));
        json.writeNumberField(
                "amount",
                charge.discount().map(discount -> discount.amount().subunits()).orElse(0L));
        json.writeArrayFieldStart("reasons");
        List<String> reasons =
                charge.state() instanceof Failed failed ? failed.code().reasons() : List.of();
        for (String reason : reasons) {
            json.writeString(reason);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
