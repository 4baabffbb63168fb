package io.satang.stack.api;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A TCP port that something can listen at; 0 is any free one. */
public final class PortConverter implements ITypeConverter<Integer> {
    private static final int HIGHEST = 65_535;

    @Override
    public Integer convert(String text) {
        return number(text)
                .filter(port -> port >= 0 && port <= HIGHEST)
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' is no port; ports are numbers up to " + HIGHEST));
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
