package io.satang.platform.money;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The currencies that may be charged, by their ISO 4217 codes (reference omise-api §8.1). */
public enum Currency {
    /** Australian dollar. */
    AUD(2),
    /** Swiss franc. */
    CHF(2),
    /** Chinese yuan. */
    CNY(2),
    /** Danish krone. */
    DKK(2),
    /** Euro. */
    EUR(2),
    /** Pound sterling. */
    GBP(2),
    /** Hong Kong dollar. */
    HKD(2),
    /** Japanese yen, which has no subunit: the amount is in yen. */
    JPY(0),
    /** Malaysian ringgit. */
    MYR(2),
    /** Singapore dollar. */
    SGD(2),
    /** Thai baht. */
    THB(2),
    /** United States dollar. */
    USD(2);

    private final int exponent;

    Currency(int exponent) {
        this.exponent = exponent;
    }

    /** How many digits of an amount stand behind the decimal point. */
    public int exponent() {
        return exponent;
    }

    /** The currency of this code, which clients write in letters of any case; empty when it is none of ours. */
    public static Optional<Currency> parse(String code) {
        String name = code.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(currency -> currency.name().equals(name))
                .findFirst();
    }
}
