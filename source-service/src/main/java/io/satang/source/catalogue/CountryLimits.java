package io.satang.source.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Within which limits the accounts of a country are paid and pay out; amounts are in subunits of what they are funded in.
 *
 * @param code               upper-case ISO 3166-1 alpha-2
 * @param chargeAmount       the widest range of any method
 * @param transferAmount     what may be paid out at once
 * @param installmentMinimum the smallest order that may be paid in installments, in subunits
 * @param banks              codes of the banks that money can be paid out to
 */
public record CountryLimits(
        String code,
        AmountRange chargeAmount,
        AmountRange transferAmount,
        Optional<Long> installmentMinimum,
        List<String> banks) {
    public CountryLimits {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(chargeAmount, "chargeAmount");
        Objects.requireNonNull(transferAmount, "transferAmount");
        Objects.requireNonNull(installmentMinimum, "installmentMinimum");
        banks = List.copyOf(banks);
    }
}
