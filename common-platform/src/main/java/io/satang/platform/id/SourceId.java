package io.satang.platform.id;

import java.util.Optional;

/**
 * Names a source: what a payer pays with.
 *
 * @param value as it is written everywhere, for instance {@code src_test_5satang000000000001}
 */
public record SourceId(String value) {
    private static final IdShape SHAPE = new IdShape("src");

    /** @throws IllegalArgumentException when the text has another shape */
    public SourceId {
        SHAPE.require(value);
    }

    /** A new one. */
    public static SourceId next(Ids ids, boolean livemode) {
        return new SourceId(ids.next(SHAPE.prefix(), livemode));
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<SourceId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new SourceId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
