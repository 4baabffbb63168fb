package io.satang.platform.id;

import java.util.Optional;

/**
 * Names the page at which a charge is paid. It cannot be guessed, for whoever knows it may pay.
 *
 * @param value as it is written everywhere, for instance {@code pay2_test_5satang000000000001}
 */
public record PayPageId(String value) {
    private static final IdShape SHAPE = new IdShape("pay2");

    /** @throws IllegalArgumentException when the text has another shape */
    public PayPageId {
        SHAPE.require(value);
    }

    /** A new one. */
    public static PayPageId next(Ids ids, boolean livemode) {
        return new PayPageId(ids.next(SHAPE.prefix(), livemode));
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<PayPageId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new PayPageId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
