package io.satang.source.card;

import io.satang.platform.card.CardNumber;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The issuers of cards, by the first digits of the numbers that each has issued. */
public final class Issuers {
    private static final int PREFIX_DIGITS_MAX = 11;

    private final Map<String, Issuer> byPrefix;

    Issuers(Map<String, Issuer> byPrefix) {
        this.byPrefix = Map.copyOf(byPrefix);
    }

    /** Whose card this is: of several prefixes that fit the longest one counts. */
    public Issuer of(CardNumber number) {
        return IntStream.rangeClosed(1, PREFIX_DIGITS_MAX)
                .map(digits -> PREFIX_DIGITS_MAX + 1 - digits)
                .mapToObj(digits ->
                        Optional.ofNullable(byPrefix.get(number.digits().substring(0, digits))))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Issuer.UNKNOWN);
    }
}
