package io.satang.offers.offer;

import io.satang.platform.id.IdShape;
import io.satang.platform.id.Ids;
import java.util.Optional;

/**
 * Names an offer.
 *
 * @param value as it is written everywhere, for instance {@code offr_test_5satang000000000001}
 */
public record OfferId(String value) {
    private static final IdShape SHAPE = new IdShape("offr");

    /** @throws IllegalArgumentException when the text has another shape */
    public OfferId {
        if (!SHAPE.fits(value)) {
            throw new IllegalArgumentException("no id of an offer");
        }
    }

    /** A new one. */
    static OfferId next(Ids ids, boolean livemode) {
        return new OfferId(ids.next(SHAPE.prefix(), livemode));
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<OfferId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new OfferId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
