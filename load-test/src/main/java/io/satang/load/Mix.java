package io.satang.load;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What is paid with. */
enum Mix {
    /** A source each, which its payer pays at the page. */
    SOURCES,
    /** A card each, which is charged at once. */
    CARDS;

    /** As it is written in the command. */
    static final class Converter implements ITypeConverter<Mix> {
        @Override
        public Mix convert(String text) {
            return switch (text) {
                case "sources" -> SOURCES;
                case "cards" -> CARDS;
                default -> throw new TypeConversionException("'" + text + "' is neither sources nor cards");
            };
        }
    }
}
