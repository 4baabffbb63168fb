package io.satang.charge.provider.simulator.page;

import io.satang.events.AccountChanged;
import java.net.URI;
import java.util.Optional;

/**
 * Whom a payer pays. The e-mail address by which a merchant signs in is nobody's business here.
 *
 * @param name    what the merchant calls itself, else where its payers go back to, else just a shop
 * @param initial the first letter of it
 * @param color   of the sign, {@code #} and six hex digits
 * @param ink     black or white, whatever can be read on it
 */
record ShopSign(String name, String initial, String color, String ink) {
    private static final String NO_COLOR = "#475569";

    /** The sign of an account, as far as it is known here. */
    static ShopSign of(Optional<AccountChanged> account, Optional<String> returnUri, Words words) {
        String name = account.flatMap(AccountChanged::displayName)
                .or(() -> returnUri.flatMap(ShopSign::host))
                .orElseGet(() -> words.text("the_shop"));
        String color = account.flatMap(AccountChanged::brandColor).orElse(NO_COLOR);
        String initial = new String(Character.toChars(name.codePointAt(0)))
                .toUpperCase(words.language().locale());
        return new ShopSign(name, initial, color, ink(color));
    }

    private static Optional<String> host(String returnUri) {
        URI uri = URI.create(returnUri);
        return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme())
                ? Optional.ofNullable(uri.getHost())
                : Optional.empty();
    }

    /** By the relative luminance of WCAG 2.2: white where its contrast is at least that of black. */
    private static String ink(String color) {
        double luminance = 0.2126 * linear(color, 1) + 0.7152 * linear(color, 3) + 0.0722 * linear(color, 5);
        return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
    }

    private static double linear(String color, int at) {
        double part = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
