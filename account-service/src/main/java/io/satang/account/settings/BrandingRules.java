package io.satang.account.settings;

import io.satang.account.Branding;
import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a merchant may be called on pages for payers. A refusal is {@code bad_request}. */
final class BrandingRules {
    private static final int NAME_CHARS_MAX = 64;
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    /** Control characters, and those that turn the direction of what stands around them: a name could show another one. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\p{Cs}]");

    private BrandingRules() {}

    /** The branding after the request; what it does not name stays, an empty text takes it away. */
    static Branding apply(Branding current, Params params) {
        return new Branding(
                params.cleared("display_name") ? Optional.empty() : name(params).or(current::displayName),
                params.cleared("brand_color") ? Optional.empty() : color(params).or(current::color));
    }

    private static Optional<String> name(Params params) {
        Optional<String> name = params.text("display_name", NAME_CHARS_MAX).map(String::strip);
        if (name.filter(text -> text.isEmpty() || UNPRINTABLE.matcher(text).find())
                .isPresent()) {
            throw ApiException.badRequest("display_name is invalid");
        }
        return name;
    }

    private static Optional<String> color(Params params) {
        Optional<String> color = params.text("brand_color");
        if (color.filter(text -> !COLOR.matcher(text).matches()).isPresent()) {
            throw ApiException.badRequest("brand_color must be # and six hex digits");
        }
        return color.map(text -> text.toLowerCase(Locale.ROOT));
    }
}
