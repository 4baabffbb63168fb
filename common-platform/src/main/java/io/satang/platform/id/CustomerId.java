package io.satang.platform.id;

import java.util.Optional;

/**
 * Names a customer of a merchant.
 *
 * @param value as it is written everywhere, for instance {@code cust_test_5satang000000000001}
 */
public record CustomerId(String value) {
    private static final IdShape SHAPE = new IdShape("cust");

    /** @throws IllegalArgumentException when the text has another shape */
    public CustomerId {
        SHAPE.require(value);
    }

    /** A new one. */
    public static CustomerId next(Ids ids, boolean livemode) {
        return new CustomerId(ids.next(SHAPE.prefix(), livemode));
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<CustomerId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new CustomerId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
