package io.satang.source.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The catalogue as it is written down; {@code payment-methods.schema.json} describes each field. */
record CatalogueFile(
        @JsonProperty("$schema") String schema,
        List<CountryEntry> countries,
        List<String> cardBrands,
        List<FormatEntry> formats,
        List<ParameterEntry> commonParameters,
        List<MethodEntry> methods) {

    record CountryEntry(
            String code,
            AmountRange chargeAmount,
            AmountRange methodAmount,
            AmountRange transferAmount,
            Optional<Long> installmentMinimum,
            List<String> banks) {}

    record FormatEntry(
            String name,
            Kind kind,
            Optional<String> pattern,
            Optional<String> refusal,
            Optional<Integer> maximumCharacters,
            Optional<List<String>> values) {}

    enum Kind {
        TEXT,
        CHOICE,
        ADDRESS,
        ITEMS
    }

    record ParameterEntry(String name, String format, boolean required) {}

    record MethodEntry(
            String type,
            Flow flow,
            Optional<Instructions> instructions,
            List<MarketEntry> markets,
            long chargeExpirySeconds,
            Optional<ExpiryEntry> settableExpiry,
            Optional<Long> sourceExpirySeconds,
            BigDecimal feeRate,
            BigDecimal vatRate,
            Refunds refunds,
            List<String> failureCodes,
            Optional<List<ParameterEntry>> parameters,
            Optional<InstallmentEntry> installment,
            Optional<List<Bank>> banks) {}

    record MarketEntry(String country, String currency, Optional<Long> minimum, Optional<Long> maximum) {}

    record ExpiryEntry(long minimumSeconds, long maximumSeconds) {}

    record InstallmentEntry(
            List<TermEntry> terms, Optional<List<Integer>> loanTerms, long monthlyMinimum, BigDecimal interestRate) {}

    record TermEntry(int months, Optional<Long> orderMinimum) {}
}
