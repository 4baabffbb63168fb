package io.satang.offers.redemption;

import io.satang.platform.id.IdShape;
import io.satang.platform.id.Ids;
import java.util.Optional;

/**
 * Names a redemption.
 *
 * @param value as it is written everywhere, for instance {@code rdmp_test_5satang000000000001}
 */
record RedemptionId(String value) {
    private static final IdShape SHAPE = new IdShape("rdmp");

    /** @throws IllegalArgumentException when the text has another shape */
    RedemptionId {
        if (!SHAPE.fits(value)) {
            throw new IllegalArgumentException("no id of a redemption");
        }
    }

    /** A new one. */
    static RedemptionId next(Ids ids, boolean livemode) {
        return new RedemptionId(ids.next(SHAPE.prefix(), livemode));
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    static Optional<RedemptionId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new RedemptionId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
