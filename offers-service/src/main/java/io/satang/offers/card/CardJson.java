package io.satang.offers.card;

import io.satang.events.RawJson;
import io.satang.platform.json.ApiJson;
import java.time.Instant;

/** Cards as the account sees them. */
final class CardJson {
    private CardJson() {}

    private record CardView(
            String object,
            String id,
            boolean livemode,
            String location,
            String person,
            String brand,
            String lastDigits,
            String name,
            int expirationMonth,
            int expirationYear,
            String fingerprint,
            Instant createdAt) {}

    static RawJson render(CardEntity row) {
        return new RawJson(ApiJson.write(new CardView(
                "card",
                row.id,
                row.livemode,
                "/cards/" + row.id,
                row.personId,
                row.brand,
                row.lastDigits,
                row.name,
                row.expirationMonth,
                row.expirationYear,
                row.fingerprint,
                row.createdAt)));
    }
}
