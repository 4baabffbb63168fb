package io.satang.platform.id;

import java.util.Optional;

/**
 * Names the page at which a charge is paid. It cannot be guessed, for whoever knows it may pay.
 *
 * @param value as it is written everywhere, for instance {@code pay2_test_5satang000000000001}
 */
public record PayPageId(String value) {
    private static final IdShape OF_SOURCE = new IdShape("pay2");
    private static final IdShape OF_CARD = new IdShape("paym");

    /** @throws IllegalArgumentException when the text has another shape */
    public PayPageId {
        if (!fits(value)) {
            throw new IllegalArgumentException("no id of a page");
        }
    }

    /** A new one, for a charge that a source pays. */
    public static PayPageId next(Ids ids, boolean livemode) {
        return new PayPageId(ids.next(OF_SOURCE.prefix(), livemode));
    }

    /** A new one, for a charge that a card pays (reference omise-api §4). */
    public static PayPageId nextOfCard(Ids ids, boolean livemode) {
        return new PayPageId(ids.next(OF_CARD.prefix(), livemode));
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<PayPageId> parse(String text) {
        return fits(text) ? Optional.of(new PayPageId(text)) : Optional.empty();
    }

    private static boolean fits(String text) {
        return OF_SOURCE.fits(text) || OF_CARD.fits(text);
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
