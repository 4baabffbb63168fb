package io.satang.account;

import java.util.Objects;
import java.util.Optional;

/**
 * What a merchant may change about an account.
 *
 * @param country                  decides the funding currency
 * @param zeroInterestInstallments whether the merchant absorbs the interest of installments unless a request says otherwise
 * @param authenticationRequired   whether payers by card have to be authenticated (3-D Secure)
 * @param webhookUri               where every event of the account is delivered
 * @param chainEnabled             whether other accounts may be linked
 * @param chainReturnUri           where the browser goes after linking
 * @param exportKeys               columns of exports
 * @param branding                 what payers know the merchant by
 */
public record AccountSettings(
        Country country,
        boolean zeroInterestInstallments,
        boolean authenticationRequired,
        Optional<String> webhookUri,
        boolean chainEnabled,
        Optional<String> chainReturnUri,
        ExportKeys exportKeys,
        Branding branding) {

    public AccountSettings {
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(webhookUri, "webhookUri");
        Objects.requireNonNull(chainReturnUri, "chainReturnUri");
        Objects.requireNonNull(exportKeys, "exportKeys");
        Objects.requireNonNull(branding, "branding");
    }

    /** What a new account of this country starts with. */
    public static AccountSettings initial(Country country) {
        return new AccountSettings(
                country, false, false, Optional.empty(), false, Optional.empty(), ExportKeys.NONE, Branding.NONE);
    }

    /** The same settings for a merchant whom payers know by this. */
    public AccountSettings with(Branding other) {
        return new AccountSettings(
                country,
                zeroInterestInstallments,
                authenticationRequired,
                webhookUri,
                chainEnabled,
                chainReturnUri,
                exportKeys,
                other);
    }
}
