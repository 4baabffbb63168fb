package io.satang.charge.provider.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.Pricing;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallmentLineTest {
    @ParameterizedTest(name = "{0} over {1}, {3}: {4}")
    @CsvSource({
        "427440, 6, true, EN, '6 × ฿712.40, no interest'",
        "427440, 6, false, EN, '6 × ฿712.40, plus your bank’s interest'",
        "500000, 3, true, EN, '3 × about ฿1,666.67, no interest'",
        "427440, 6, true, TH, '฿712.40 × 6 เดือน ดอกเบี้ย 0%'",
        "427440, 6, true, JA, '฿712.40 × 6回（手数料なし）'",
    })
    void a_month_costs_its_part_and_says_who_bears_the_interest(
            long subunits, int months, boolean merchantAbsorbs, Language language, String line) {
        assertThat(line(subunits, months, merchantAbsorbs, language)).contains(line);
    }

    @Test
    void what_is_paid_at_once_has_no_such_line() {
        assertThat(line(427_440, 0, true, Language.EN)).isEmpty();
    }

    private static Optional<String> line(long subunits, int months, boolean merchantAbsorbs, Language language) {
        Pricing pricing =
                new Pricing(new BigDecimal("3.65"), new BigDecimal("7"), BigDecimal.ZERO, months, merchantAbsorbs);
        return InstallmentLine.of(new Money(subunits, Currency.THB), pricing, Words.of(language));
    }
}
