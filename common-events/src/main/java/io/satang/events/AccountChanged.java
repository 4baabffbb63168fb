package io.satang.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The whole state of an account, as every service that authenticates its keys needs it (topic {@code account.changed}).
 *
 * @param accountId                the account, {@code account_test_…} or {@code account_…}
 * @param livemode                 whether its objects are live
 * @param country                  upper-case ISO 3166-1 alpha-2
 * @param currency                 funding currency, upper-case ISO 4217
 * @param email                    where the operator reaches the merchant
 * @param supportedCurrencies      currencies that may be charged
 * @param zeroInterestInstallments whether the merchant absorbs the interest of installments unless a request says otherwise
 * @param authenticationRequired   whether payers by card have to be authenticated (3-D Secure)
 * @param webhookUri               where every event of the account is delivered
 * @param apiVersion               the version that events are serialised in
 * @param keys                     the keys that authenticate, hashed
 * @param createdAt                when the account was opened
 * @param displayName              what payers know the merchant by
 * @param brandColor               the colour that goes with it, {@code #} and six lower-case hex digits
 */
public record AccountChanged(
        String accountId,
        boolean livemode,
        String country,
        String currency,
        String email,
        List<String> supportedCurrencies,
        @MayBeMissing boolean zeroInterestInstallments,
        @MayBeMissing boolean authenticationRequired,
        Optional<String> webhookUri,
        String apiVersion,
        List<Key> keys,
        Instant createdAt,
        Optional<String> displayName,
        Optional<String> brandColor) {

    public AccountChanged {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(webhookUri, "webhookUri");
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(brandColor, "brandColor");
        supportedCurrencies = List.copyOf(supportedCurrencies);
        keys = List.copyOf(keys);
    }

    /** What the contract's first release told of an account: nothing of payers' authentication, and nothing that payers know it by. */
    public AccountChanged(
            String accountId,
            boolean livemode,
            String country,
            String currency,
            String email,
            List<String> supportedCurrencies,
            boolean zeroInterestInstallments,
            Optional<String> webhookUri,
            String apiVersion,
            List<Key> keys,
            Instant createdAt) {
        this(
                accountId,
                livemode,
                country,
                currency,
                email,
                supportedCurrencies,
                zeroInterestInstallments,
                false,
                webhookUri,
                apiVersion,
                keys,
                createdAt,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * One API key.
     *
     * @param hash      lower-case hex HMAC-SHA256 of the key under the platform's pepper
     * @param kind      what it may be used for
     * @param expiresAt when it stops to work, if it was rolled
     */
    public record Key(String hash, KeyKind kind, Optional<Instant> expiresAt) {
        public Key {
            Objects.requireNonNull(hash, "hash");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }
    }

    /** What a key may be used for (reference omise-api §1). */
    public enum KeyKind {
        /** Makes tokens and sources; safe in a browser. */
        PUBLIC,
        /** Does everything else; stays on the merchant's server. */
        SECRET,
        /** Of a newer version; never written, and good for nothing. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
