package io.satang.load;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What is paid with. */
enum Mix {
    /** A source each, which its payer pays at the page. */
    SOURCES,
    /** A card each, which is charged at once. */
    CARDS,
    /** The same, and every second card has joined an offer that its payment redeems. */
    OFFERS,
    /** The same, and the offer is a discount that each such payment asks for. */
    DISCOUNTS;

    /** Whether an offer is redeemed. */
    boolean redeems() {
        return this == OFFERS || this == DISCOUNTS;
    }

    /** As it is written in the command. */
    static final class Converter implements ITypeConverter<Mix> {
        @Override
        public Mix convert(String text) {
            return switch (text) {
                case "sources" -> SOURCES;
                case "cards" -> CARDS;
                case "offers" -> OFFERS;
                case "discounts" -> DISCOUNTS;
                default ->
                    throw new TypeConversionException(
                            "'" + text + "' is neither sources nor cards nor offers nor discounts");
            };
        }
    }
}
