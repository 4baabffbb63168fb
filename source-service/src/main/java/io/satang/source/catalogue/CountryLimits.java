package io.satang.source.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What holds for every account of a country.
 *
 * @param code               upper-case ISO 3166-1 alpha-2
 * @param currency           funding currency, upper-case ISO 4217
 * @param chargeAmount       the widest range of any method
 * @param transferAmount     what may be paid out at once
 * @param installmentMinimum the smallest order that may be paid in installments, in subunits
 * @param banks              codes of the banks that money can be paid out to
 */
public record Country(
        String code,
        String currency,
        AmountRange chargeAmount,
        AmountRange transferAmount,
        Optional<Long> installmentMinimum,
        List<String> banks) {
    public Country {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(chargeAmount, "chargeAmount");
        Objects.requireNonNull(transferAmount, "transferAmount");
        Objects.requireNonNull(installmentMinimum, "installmentMinimum");
        banks = List.copyOf(banks);
    }
}
