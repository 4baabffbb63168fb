package io.satang.account.settings;

import io.satang.api.ApiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses of a merchant's web server. Whether one may be called is decided where it is called, since names change their meaning. */
final class WebUri {
    private static final int CHARS_MAX = 2048;

    private WebUri() {}

    /** Which schemes an address may have. */
    enum Schemes {
        HTTPS,
        HTTP_AND_HTTPS;

        private boolean allow(String scheme) {
            return switch (this) {
                case HTTPS -> scheme.equals("https");
                case HTTP_AND_HTTPS -> scheme.equals("https") || scheme.equals("http");
            };
        }
    }

    /** The address, when it is absolute, has a host and no user name, and is not too long; {@code bad_request} otherwise. */
    static String check(String name, String text, Schemes schemes) {
        if (text.length() > CHARS_MAX) {
            throw ApiException.badRequest(name + " is too long (maximum is " + CHARS_MAX + " characters)");
        }
        if (!acceptable(text, schemes)) {
            throw ApiException.badRequest(name.replace('_', ' ') + " is invalid");
        }
        return text;
    }

    private static boolean acceptable(String text, Schemes schemes) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null
                    && schemes.allow(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getPort() <= 65_535;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
