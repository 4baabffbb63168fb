package io.satang.platform.id;

import java.util.Optional;

/**
 * Names a merchant's account.
 *
 * @param value as it is written everywhere, for instance {@code account_test_5satang000000000001}
 */
public record AccountId(String value) {
    private static final IdShape SHAPE = new IdShape("account");

    /** @throws IllegalArgumentException when the text has another shape */
    public AccountId {
        SHAPE.require(value);
    }

    /** A new one. */
    public static AccountId next(Ids ids, boolean livemode) {
        return new AccountId(ids.next(SHAPE.prefix(), livemode));
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<AccountId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new AccountId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
