package io.satang.platform.uri;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a payer's browser may be sent back to: a web page, or an app by its scheme; nothing that runs as a script or reads files. */
public final class ReturnUri {
    private static final int CHARS_MAX = 2_048;
    private static final Set<String> WEB = Set.of("http", "https");

    // What browsers run, render or read by themselves, and wrappers around it.
    private static final Set<String> REFUSED = Set.of(
            "about",
            "blob",
            "chrome",
            "chrome-extension",
            "content",
            "data",
            "feed",
            "file",
            "filesystem",
            "jar",
            "javascript",
            "livescript",
            "mhtml",
            "mocha",
            "moz-extension",
            "resource",
            "vbscript",
            "view-source",
            "ws",
            "wss",
            "wyciwyg");

    private ReturnUri() {}

    /** Whether a payer may be sent there. */
    public static boolean isValid(String text) {
        return parse(text).filter(ReturnUri::acceptable).isPresent();
    }

    /** Whether it is a web page that a browser may be sent to. */
    public static boolean isWebPage(String text) {
        return parse(text)
                .filter(uri -> WEB.contains(scheme(uri)) && acceptable(uri))
                .isPresent();
    }

    private static Optional<URI> parse(String text) {
        if (text.length() > CHARS_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(text)).filter(URI::isAbsolute);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean acceptable(URI uri) {
        if (WEB.contains(scheme(uri))) {
            return uri.getRawAuthority() != null && !hostless(uri.getRawAuthority());
        }
        return !REFUSED.contains(scheme(uri)) && !nestsRefused(uri.getRawSchemeSpecificPart());
    }

    private static boolean hostless(String authority) {
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        return hostAndPort.isEmpty() || hostAndPort.startsWith(":");
    }

    private static boolean nestsRefused(String nested) {
        String text = decoded(nested).strip();
        int colon = text.indexOf(':');
        return colon > 0 && REFUSED.contains(text.substring(0, colon).toLowerCase(Locale.ROOT));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }
}
