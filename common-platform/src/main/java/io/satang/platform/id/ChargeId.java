package io.satang.platform.id;

import java.util.Optional;

/**
 * Names a charge.
 *
 * @param value as it is written everywhere, for instance {@code chrg_test_5satang000000000001}
 */
public record ChargeId(String value) {
    private static final IdShape SHAPE = new IdShape("chrg");

    /** @throws IllegalArgumentException when the text has another shape */
    public ChargeId {
        SHAPE.require(value);
    }

    /** A new one. */
    public static ChargeId next(Ids ids, boolean livemode) {
        return new ChargeId(ids.next(SHAPE.prefix(), livemode));
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<ChargeId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new ChargeId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
