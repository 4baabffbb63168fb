package io.satang.console.listing;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.page.Moment;
import io.satang.console.page.Pill;
import io.satang.console.page.Wording;
import java.util.Optional;

/** An offer in a list. */
record OfferRow(
        String id,
        String name,
        Pill state,
        String benefit,
        String reward,
        long redeemed,
        Optional<String> budget,
        Optional<Moment> ends) {

    static OfferRow of(JsonNode offer, Wording wording) {
        OfferWords words = wording.in(OfferWords.class);
        String currency = offer.path("currency").asText();
        return new OfferRow(
                offer.path("id").asText(),
                offer.path("name").asText(),
                state(offer.path("state").asText(), words),
                offer.path("benefit").asText().equals("discount") ? words.discount() : words.cashback(),
                reward(offer.path("reward"), currency, wording),
                offer.path("redeemed").asLong(),
                Body.text(offer.path("budget"), "left").map(left -> wording.amount(Long.parseLong(left), currency)),
                Body.instant(offer, "ends_at").map(wording::moment));
    }

    private static String reward(JsonNode reward, String currency, Wording wording) {
        return Body.text(reward, "percent")
                .map(percent -> percent + " %")
                .orElseGet(() -> wording.amount(reward.path("amount").asLong(), currency));
    }

    private static Pill state(String state, OfferWords words) {
        return switch (state) {
            case "draft" -> new Pill(words.draft(), "calm");
            case "upcoming" -> new Pill(words.upcoming(), "wait");
            case "live" -> new Pill(words.live(), "good");
            case "paused" -> new Pill(words.paused(), "wait");
            case "expired" -> new Pill(words.expired(), "calm");
            case "budget_exhausted" -> new Pill(words.budgetExhausted(), "bad");
            default -> new Pill(state, "calm");
        };
    }
}
