package io.satang.account.operator;

import io.satang.account.Country;
import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The operator's wish for a new account.
 *
 * @param email   where the merchant is reached
 * @param country where it is opened
 */
record OpenAccount(String email, Country country) {
    private static final int EMAIL_CHARS_MAX = 254;
    // Deliberately loose: whether an address works is found out by writing to it.
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    OpenAccount {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(country, "country");
    }

    static OpenAccount from(Params params) {
        String email = params.text("email", EMAIL_CHARS_MAX)
                .orElseThrow(() -> ApiException.badRequest("email cannot be blank"));
        if (!EMAIL.matcher(email).matches()) {
            throw ApiException.badRequest("email is in invalid format");
        }
        Country country = params.text("country")
                .map(code -> Country.ofCode(code)
                        .orElseThrow(() -> ApiException.badRequest("country is currently not supported")))
                .orElse(Country.TH);
        return new OpenAccount(email, country);
    }
}
