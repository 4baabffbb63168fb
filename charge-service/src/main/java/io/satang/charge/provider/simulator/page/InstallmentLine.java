package io.satang.charge.provider.simulator.page;

import io.satang.events.Pricing;
import io.satang.platform.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** What a payer in installments pays each month: {@code 6 × ฿712.40}. */
final class InstallmentLine {
    private InstallmentLine() {}

    /** Empty for what is paid at once. A bank that divides differently decides, so an amount that does not divide is told as about. */
    static Optional<String> of(Money amount, Pricing pricing, Words words) {
        int months = pricing.installmentTerm();
        if (months == 0) {
            return Optional.empty();
        }
        long monthly = BigDecimal.valueOf(amount.subunits())
                .divide(BigDecimal.valueOf(months), RoundingMode.HALF_UP)
                .longValueExact();
        String exactness = amount.subunits() % months == 0 ? "exact" : "about";
        String interest = pricing.merchantAbsorbsInterest() ? "without_interest" : "with_interest";
        String line =
                words.text("installments." + exactness, months, AmountText.of(new Money(monthly, amount.currency())));
        return Optional.of(words.text("installments." + interest, line));
    }
}
