package io.satang.source.create;

import io.satang.events.AccountChanged;
import java.util.Objects;
import java.util.Set;

/**
 * What the rules need to know of the account that wants a source.
 *
 * @param accountId               its id
 * @param livemode                live or test
 * @param country                 upper-case ISO 3166-1 alpha-2
 * @param currencies              what it may charge in, upper-case ISO 4217
 * @param absorbsInterest         whether it pays the interest of installments unless a request says otherwise
 */
record Merchant(String accountId, boolean livemode, String country, Set<String> currencies, boolean absorbsInterest) {
    Merchant {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(country, "country");
        currencies = Set.copyOf(currencies);
    }

    static Merchant of(AccountChanged account) {
        return new Merchant(
                account.accountId(),
                account.livemode(),
                account.country(),
                Set.copyOf(account.supportedCurrencies()),
                account.zeroInterestInstallments());
    }
}
