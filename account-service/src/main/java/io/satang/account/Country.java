package io.satang.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where an account may be opened, and what follows from it (reference omise-api §8.1, §12). */
public enum Country {
    /** Thailand. */
    TH(List.of("THB", "JPY", "USD", "EUR", "GBP", "SGD", "AUD", "CHF", "CNY", "DKK", "HKD", "MYR"), "30.00", "30.00"),
    /** Japan. */
    JP(List.of("JPY"), "260", "260"),
    /** Singapore. */
    SG(List.of("SGD"), "0.00", "0.00"),
    /** Malaysia. */
    MY(List.of("MYR"), "0.00", "0.00");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> supportedCurrencies;

    private final String transferMinimum;
    private final String transferFee;

    Country(List<String> supportedCurrencies, String transferMinimum, String transferFee) {
        this.supportedCurrencies = supportedCurrencies;
        this.transferMinimum = transferMinimum;
        this.transferFee = transferFee;
    }

    /** The currency that accounts of this country are funded in; no two countries share one. */
    public String currency() {
        return supportedCurrencies.getFirst();
    }

    /** The currencies that may be charged. */
    public List<String> supportedCurrencies() {
        return supportedCurrencies;
    }

    /** The smallest transfer to the merchant's bank, in main units. */
    String transferMinimum() {
        return transferMinimum;
    }

    /** What a transfer costs, in main units. */
    String transferFee() {
        return transferFee;
    }

    /** The country of an ISO 3166-1 alpha-2 code in any case. */
    public static Optional<Country> ofCode(String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(country -> country.name().equals(upper))
                .findFirst();
    }

    /** The country whose accounts are funded in this currency, in any case. */
    public static Optional<Country> ofCurrency(String currency) {
        String upper = currency.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(country -> country.currency().equals(upper))
                .findFirst();
    }
}
