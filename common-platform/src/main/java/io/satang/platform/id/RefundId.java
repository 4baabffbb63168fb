package io.satang.platform.id;

import java.util.Optional;

/**
 * Names a refund.
 *
 * @param value as it is written everywhere, for instance {@code rfnd_test_5satang000000000001}
 */
public record RefundId(String value) {
    private static final IdShape SHAPE = new IdShape("rfnd");

    /** @throws IllegalArgumentException when the text has another shape */
    public RefundId {
        SHAPE.require(value);
    }

    /** A new one. */
    public static RefundId next(Ids ids, boolean livemode) {
        return new RefundId(ids.next(SHAPE.prefix(), livemode));
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<RefundId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new RefundId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
