package io.satang.offers.offer;

import java.util.Optional;

/** How the customer comes to the reward. */
public enum Benefit {
    /** The payment is smaller by the reward. */
    DISCOUNT("discount"),
    /** The reward is owed once the payment can no longer be given back. */
    CASHBACK("cashback");

    private final String wireName;

    Benefit(String wireName) {
        this.wireName = wireName;
    }

    /** As clients write it. */
    public String wireName() {
        return wireName;
    }

    static Optional<Benefit> parse(String text) {
        return WireNames.find(values(), Benefit::wireName, text);
    }
}
