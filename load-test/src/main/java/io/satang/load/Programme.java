package io.satang.load;

import io.satang.load.Merchant.Answer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.Optional;

/** An offer of the merchant, made for one run, and a card that has joined it. Lives on one event loop. */
final class Programme {
    private static final String REWARD = "&reward[type]=percent&reward[percent]=5";
    private static final int DIGITS_BEFORE_CHECK = 15;
    private static final long NUMBERS = 100_000_000_000_000L;

    private final Merchant merchant;
    private final String offer;
    private final Buffer card;
    private final Optional<String> link;
    private long payments;
    private long redeeming;

    private Programme(Merchant merchant, String offer, Buffer card, Optional<String> link) {
        this.merchant = Objects.requireNonNull(merchant, "merchant");
        this.offer = Objects.requireNonNull(offer, "offer");
        this.card = Objects.requireNonNull(card, "card");
        this.link = Objects.requireNonNull(link, "link");
    }

    /**
     * Makes an offer, a person and a card of that person, and links the card to the offer.
     *
     * @param mix whether payments ask for a discount
     * @param run a number that no other run has
     */
    static Future<Programme> start(Merchant merchant, Mix mix, long run) {
        boolean asked = mix == Mix.DISCOUNTS;
        String benefit = asked ? "&benefit=discount" : "";
        String number = number(run);
        return merchant.account()
                .compose(account ->
                        made(merchant, "/offers", "merchant_id=" + account + "&name=bench+" + run + REWARD + benefit))
                .compose(offer -> made(
                                merchant,
                                "/persons",
                                "first_name=Somchai&last_name=Prasert&email=bench@customer.example")
                        .compose(
                                person -> made(merchant, "/cards", "person_id=" + person + "&" + Merchant.card(number)))
                        .compose(card -> made(merchant, "/cards/" + card + "/offers", "offer_id=" + offer))
                        .map(link -> new Programme(
                                merchant,
                                offer,
                                Buffer.buffer(Merchant.card(number)),
                                Optional.of(link).filter(named -> asked))));
    }

    private static Future<String> made(Merchant merchant, String path, String form) {
        return merchant.post(path, form)
                .compose(answer -> answer.ok()
                        ? Future.succeededFuture(answer.fields().text("id").orElseThrow())
                        : Future.failedFuture("POST " + path + " answered " + answer.status() + " " + answer.body()));
    }

    /** What the next payment is made with: every second one is by the card that has joined. */
    Buffer nextCard() {
        return isNextRedeeming() ? card : Merchant.CARD;
    }

    private boolean isNextRedeeming() {
        return payments++ % 2 == 1;
    }

    /** What a payment with this card names to be given a discount; empty when it gets none, or gets it unasked. */
    Optional<String> named(Buffer paidWith) {
        return link.filter(named -> paidWith.equals(card));
    }

    /** A payment with this card was made. */
    void paid(Buffer paidWith) {
        if (paidWith.equals(card)) {
            redeeming++;
        }
    }

    /** How many payments have to have been rewarded. */
    long redeeming() {
        return redeeming;
    }

    /** How many have been, as the offer's report says. */
    Future<Long> redeemed() {
        return merchant.get("/offers/" + offer + "/report")
                .map(Answer::body)
                .map(body -> body.toJsonObject().getJsonObject("redemptions").getLong("redeemed"));
    }

    /** Of Visa, and in order. */
    static String number(long run) {
        String digits = "4" + String.format("%0" + (DIGITS_BEFORE_CHECK - 1) + "d", run % NUMBERS);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            // Every second one, beginning beside the check digit, counts double (Luhn).
            int counted = i % 2 == 0 ? 2 * digit : digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
