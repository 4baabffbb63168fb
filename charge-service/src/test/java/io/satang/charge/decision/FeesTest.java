package io.satang.charge.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.Pricing;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recorded fees (reference omise-api §9.3) and the seeds' own examples, to the subunit. */
class FeesTest {

    @ParameterizedTest(name = "{0} at {1} %: fee {2}")
    @CsvSource({
        "100000, 3.65, 3650", "30500, 3.65, 1113", "31000, 3.65, 1132", "12345, 3.65, 451", "3049, 3.65, 111",
        "300049, 3.65, 10952", "150000, 1.65, 2475", "1, 3.65, 0", "100, 0.5, 1", "99, 0.5, 0"
    })
    void theFeeIsRoundedHalfUp(long amount, BigDecimal rate, long fee) {
        assertThat(Fees.of(baht(amount), pricing(rate, "7", "0", 0)).fee()).isEqualTo(baht(fee));
    }

    @ParameterizedTest(name = "fee {1}: VAT {2}")
    @CsvSource({"100000, 3650, 256", "30500, 1113, 78", "12345, 451, 32", "500000, 18250, 1278", "300049, 10952, 767"})
    void vatIsTakenOfTheRoundedFee(long amount, long fee, long vat) {
        Fees fees = Fees.of(baht(amount), pricing(new BigDecimal("3.65"), "7", "0", 0));

        assertThat(fees.fee()).isEqualTo(baht(fee));
        assertThat(fees.feeVat()).isEqualTo(baht(vat));
    }

    @ParameterizedTest(name = "{0} at {1} % with {2} % interest over {3} months leaves {8}")
    @CsvSource({
        // amount, fee rate, interest rate, term, fee, VAT, interest, VAT, net
        "400000, 3.65, 0, 0, 14600, 1022, 0, 0, 384378",
        "500000, 3.65, 0.65, 4, 18250, 1278, 13000, 910, 466562",
        "50000, 3.65, 0, 0, 1825, 128, 0, 0, 48047",
        "150000, 1.65, 0, 0, 2475, 173, 0, 0, 147352",
    })
    void theSeedsOwnExamples(
            long amount,
            BigDecimal feeRate,
            String interestRate,
            int term,
            long fee,
            long feeVat,
            long interest,
            long interestVat,
            long net) {
        assertThat(Fees.of(baht(amount), pricing(feeRate, "7.0", interestRate, term)))
                .isEqualTo(new Fees(baht(fee), baht(feeVat), baht(interest), baht(interestVat), baht(net)));
    }

    private static Money baht(long subunits) {
        return new Money(subunits, Currency.THB);
    }

    private static Pricing pricing(BigDecimal feeRate, String vatRate, String interestRate, int term) {
        return new Pricing(feeRate, new BigDecimal(vatRate), new BigDecimal(interestRate), term, term > 0);
    }
}
