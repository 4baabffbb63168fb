package io.satang.platform.card;

import java.util.List;
import java.util.Optional;

/** The brands of cards that may be charged. A card's brand follows from the first digits of its number (ISO/IEC 7812). */
public enum Brand {
    VISA("Visa"),
    MASTERCARD("MasterCard"),
    AMERICAN_EXPRESS("American Express"),
    JCB("JCB"),
    DINERS_CLUB("Diners Club"),
    DISCOVER("Discover"),
    UNIONPAY("UnionPay");

    private static final List<Range> RANGES = List.of(
            new Range(222_100, 272_099, MASTERCARD),
            new Range(300_000, 305_999, DINERS_CLUB),
            new Range(309_500, 309_599, DINERS_CLUB),
            new Range(340_000, 349_999, AMERICAN_EXPRESS),
            new Range(352_800, 358_999, JCB),
            new Range(360_000, 369_999, DINERS_CLUB),
            new Range(370_000, 379_999, AMERICAN_EXPRESS),
            new Range(380_000, 399_999, DINERS_CLUB),
            new Range(400_000, 499_999, VISA),
            new Range(510_000, 559_999, MASTERCARD),
            new Range(601_100, 601_199, DISCOVER),
            new Range(620_000, 629_999, UNIONPAY),
            new Range(644_000, 659_999, DISCOVER),
            new Range(810_000, 817_999, UNIONPAY));

    private final String wireName;

    /** Numbers whose first six digits are between these, both included. */
    private record Range(int first, int last, Brand brand) {
        boolean holds(int prefix) {
            return first <= prefix && prefix <= last;
        }
    }

    Brand(String wireName) {
        this.wireName = wireName;
    }

    /** As cards have it (reference omise-api §8.5). */
    public String wireName() {
        return wireName;
    }

    /** The brand whose numbers begin like this one. */
    static Optional<Brand> of(int prefix) {
        return RANGES.stream()
                .filter(range -> range.holds(prefix))
                .map(Range::brand)
                .findFirst();
    }

    /** Whether the brand has numbers of so many digits. */
    boolean hasLength(int digits) {
        return switch (this) {
            case VISA -> digits == 13 || digits == 16 || digits == 19;
            case MASTERCARD -> digits == 16;
            case AMERICAN_EXPRESS -> digits == 15;
            case DINERS_CLUB -> digits >= 14;
            case JCB, DISCOVER, UNIONPAY -> digits >= 16;
        };
    }
}
