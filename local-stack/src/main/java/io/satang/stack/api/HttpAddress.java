package io.satang.stack.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import picocli.CommandLine.TypeConversionException;

/**
 * The address of something that speaks HTTP.
 *
 * @param text without a slash at its end
 */
public record HttpAddress(String text) {
    public HttpAddress {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Reads what a person has typed.
     *
     * @throws TypeConversionException when it is no such address
     */
    public static HttpAddress parse(String text) {
        if (!isHttp(text)) {
            throw new TypeConversionException("'" + text + "' is no address; one looks like http://127.0.0.1:8080");
        }
        return new HttpAddress(text.replaceFirst("/+$", ""));
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isHttp(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
