package io.satang.account.settings;

import io.satang.account.AccountSettings;
import io.satang.account.Country;
import io.satang.account.ExportKeys;
import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import io.satang.platform.uri.ReturnUri;
import io.satang.platform.uri.WebhookUriRule;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** What {@code PATCH /account} may change, and to what. A refusal is {@code bad_request} and changes nothing. */
@Singleton
class SettingsRules {
    private static final int EXPORT_KEYS_MAX = 50;
    private static final int EXPORT_KEY_CHARS_MAX = 255;

    private final WebhookUriRule webhookUris;

    SettingsRules(WebhookUriRule webhookUris) {
        this.webhookUris = Objects.requireNonNull(webhookUris, "webhookUris");
    }

    /** The settings after the request; what it does not name stays. */
    AccountSettings apply(AccountSettings current, Params params) {
        return new AccountSettings(
                country(current, params),
                params.bool("zero_interest_installments").orElse(current.zeroInterestInstallments()),
                params.bool("authentication_required").orElse(current.authenticationRequired()),
                uri(params, "webhook_uri", webhookUris::check, current.webhookUri()),
                params.bool("chain_enabled").orElse(current.chainEnabled()),
                uri(params, "chain_return_uri", SettingsRules::webPage, current.chainReturnUri()),
                params.has("metadata_export_keys")
                        ? exportKeys(params.object("metadata_export_keys"), current.exportKeys())
                        : current.exportKeys(),
                BrandingRules.apply(current.branding(), params));
    }

    /** Country and currency come in pairs; the one that is given alone brings the other with it. */
    private static Country country(AccountSettings current, Params params) {
        Optional<Country> byCode = params.text("country").map(SettingsRules::countryOfCode);
        Optional<Country> byCurrency = params.text("currency").map(SettingsRules::countryOfCurrency);
        if (byCode.isPresent() && byCurrency.isPresent() && !byCode.equals(byCurrency)) {
            Country country = byCode.get();
            throw ApiException.badRequest("currency must be " + country.currency() + " for country " + country);
        }
        return byCode.or(() -> byCurrency).orElse(current.country());
    }

    private static Country countryOfCode(String code) {
        return Country.ofCode(code).orElseThrow(() -> ApiException.badRequest("country is currently not supported"));
    }

    private static Country countryOfCurrency(String currency) {
        return Country.ofCurrency(currency)
                .orElseThrow(() -> ApiException.badRequest("currency is currently not supported"));
    }

    private static Optional<String> uri(
            Params params, String name, BinaryOperator<String> check, Optional<String> current) {
        if (params.cleared(name)) {
            return Optional.empty();
        }
        return params.text(name).map(text -> check.apply(name, text)).or(() -> current);
    }

    private static String webPage(String name, String text) {
        if (!ReturnUri.isWebPage(text)) {
            throw ApiException.badRequest(name.replace('_', ' ') + " is invalid");
        }
        return text;
    }

    private static ExportKeys exportKeys(Params params, ExportKeys current) {
        return new ExportKeys(
                keys(params, "charge", current.charge()),
                keys(params, "transfer", current.transfer()),
                keys(params, "refund", current.refund()),
                keys(params, "dispute", current.dispute()));
    }

    private static List<String> keys(Params params, String kind, List<String> current) {
        if (params.cleared(kind)) {
            return List.of();
        }
        if (!params.has(kind)) {
            return current;
        }
        List<String> keys = params.texts(kind);
        if (keys.size() > EXPORT_KEYS_MAX
                || keys.stream().anyMatch(key -> key.isEmpty() || key.length() > EXPORT_KEY_CHARS_MAX)) {
            throw ApiException.badRequest("metadata_export_keys is invalid");
        }
        return keys;
    }
}
