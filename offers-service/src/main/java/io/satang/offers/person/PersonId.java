package io.satang.offers.person;

import io.satang.platform.id.IdShape;
import io.satang.platform.id.Ids;
import java.util.Optional;

/**
 * Names a person.
 *
 * @param value as it is written everywhere, for instance {@code prsn_test_5satang000000000001}
 */
public record PersonId(String value) {
    private static final IdShape SHAPE = new IdShape("prsn");

    /** @throws IllegalArgumentException when the text has another shape */
    public PersonId {
        if (!SHAPE.fits(value)) {
            throw new IllegalArgumentException("no id of a person");
        }
    }

    /** A new one. */
    static PersonId next(Ids ids, boolean livemode) {
        return new PersonId(ids.next(SHAPE.prefix(), livemode));
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<PersonId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new PersonId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
