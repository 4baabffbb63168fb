package io.satang.source.catalogue;

/**
 * Between which amounts something may be paid or sent.
 *
 * @param minimum in subunits, inclusive, at least 1
 * @param maximum in subunits, inclusive
 */
public record AmountRange(long minimum, long maximum) {
    public AmountRange {
        if (minimum < 1 || maximum < minimum) {
            throw new IllegalArgumentException("amounts from " + minimum + " to " + maximum + " are no range");
        }
    }
}
