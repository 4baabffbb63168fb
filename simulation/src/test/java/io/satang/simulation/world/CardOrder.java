package io.satang.simulation.world;

import io.satang.events.CardFailure;
import io.satang.events.RawJson;
import io.satang.events.TokenCreated;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an order is paid by card.
 *
 * @param capture           whether its money is taken at once; else it is held
 * @param authorizationType what its merchant says to do with what is held, if anything
 * @param authentication    whether its payer is to be authenticated
 * @param failure           what the card does instead of paying
 * @param number            which card it is, of a few
 * @param offer             what its payer redeems
 */
record CardOrder(
        boolean capture,
        Optional<String> authorizationType,
        boolean authentication,
        Optional<CardFailure> failure,
        int number,
        Optional<Promotion> offer) {
    private static final int CAPTURED_PERCENT = 40;
    private static final int AUTHENTICATED_PERCENT = 35;
    private static final int FAILING_PERCENT = 15;
    private static final int REDEEMING_PERCENT = 50;
    private static final int CARDS = 3;
    private static final List<Optional<String>> TYPES =
            List.of(Optional.of("pre_auth"), Optional.of("pre_auth"), Optional.of("final_auth"), Optional.empty());
    private static final List<CardFailure> FAILURES = List.of(
            new CardFailure("authorization", "insufficient_fund"),
            new CardFailure("enrollment", "failed_processing"),
            new CardFailure("validation", "failed_processing"));

    static CardOrder draw(Chance chance) {
        boolean capture = chance.percent(CAPTURED_PERCENT);
        return new CardOrder(
                capture,
                capture ? Optional.empty() : chance.oneOf(TYPES),
                chance.percent(AUTHENTICATED_PERCENT),
                chance.percent(FAILING_PERCENT) ? Optional.of(chance.oneOf(FAILURES)) : Optional.empty(),
                chance.between(1, CARDS),
                chance.percent(REDEEMING_PERCENT)
                        ? Optional.of(chance.oneOf(List.of(Promotion.values())))
                        : Optional.empty());
    }

    /** The card as the vault has it under this token. */
    TokenCreated token(String tokenId, Order.Account account) {
        String cardId = tokenId.replace("tokn_", "card_");
        return new TokenCreated(
                tokenId,
                account.id(),
                false,
                cardId,
                "Visa",
                true,
                failure,
                Scheduler.START.plus(Duration.ofMinutes(30)),
                new RawJson("{\"object\":\"card\",\"id\":\"" + cardId + "\",\"fingerprint\":\"card" + number
                        + "\",\"last_digits\":\"4242\"}"));
    }

    /** What the body of the request for its charge says of it. */
    String members(String tokenId) {
        String type = authorizationType
                .map(name -> ",\"authorization_type\":\"" + name + "\"")
                .orElse("");
        String payer = authentication ? ",\"authentication\":\"3DS\",\"return_uri\":\"https://shop.example/done\"" : "";
        String redeemed = offer.map(each -> ",\"card_offer\":\"" + each.cardOffer(number) + "\"")
                .orElse("");
        return "\"card\":\"" + tokenId + "\",\"capture\":" + capture + type + payer + redeemed;
    }
}
