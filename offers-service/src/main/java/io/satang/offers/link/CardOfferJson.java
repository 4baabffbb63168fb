package io.satang.offers.link;

import io.satang.events.RawJson;
import io.satang.platform.json.ApiJson;
import java.time.Instant;
import java.util.Optional;

/** The link of a card and an offer, as the account sees it. */
final class CardOfferJson {
    private CardOfferJson() {}

    private record CardOfferView(
            String object,
            String id,
            boolean livemode,
            String location,
            String card,
            String offer,
            String state,
            long redemptions,
            Instant linkedAt,
            Optional<Instant> unlinkedAt,
            Instant createdAt) {}

    static RawJson render(CardOfferEntity row) {
        return new RawJson(ApiJson.write(new CardOfferView(
                "card_offer",
                row.id,
                row.livemode,
                "/cards/" + row.cardId + "/offers/" + row.offerId,
                row.cardId,
                row.offerId,
                row.state(),
                row.uses,
                row.linkedAt,
                Optional.ofNullable(row.unlinkedAt),
                row.createdAt)));
    }
}
