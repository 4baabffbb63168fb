package io.satang.platform.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/** Reads the key out of an Authorization header: the Basic user name; password and colon may be missing (reference omise-clients §6). */
public final class BasicCredentials {
    private static final String SCHEME = "basic ";

    private BasicCredentials() {}

    /** The key that is shown; empty when this is no such header. */
    public static Optional<String> key(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            String decoded = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()), UTF_8);
            int colon = decoded.indexOf(':');
            String key = colon < 0 ? decoded : decoded.substring(0, colon);
            return Optional.of(key).filter(text -> !text.isBlank());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
