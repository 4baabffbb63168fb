package io.satang.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    private static final long LARGEST = Long.MAX_VALUE / 2;

    @Property
    void what_is_added_can_be_taken_away_again(
            @ForAll @LongRange(min = -LARGEST, max = LARGEST) long one,
            @ForAll @LongRange(min = -LARGEST, max = LARGEST) long other) {
        assertThat(baht(one).plus(baht(other)).minus(baht(other))).isEqualTo(baht(one));
    }

    @Test
    void amounts_of_two_currencies_do_not_mix() {
        Money yen = new Money(1, Currency.JPY);

        List<ThrowingCallable> mixtures =
                List.of(() -> baht(1).plus(yen), () -> baht(1).minus(yen), () -> baht(1).isMoreThan(yen));

        assertThat(mixtures)
                .allSatisfy(mixture -> assertThatThrownBy(mixture).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void an_amount_too_large_to_be_told_is_an_error_and_no_other_amount() {
        List<ThrowingCallable> overflows = List.of(
                () -> baht(Long.MAX_VALUE).plus(baht(1)),
                () -> baht(Long.MIN_VALUE).minus(baht(1)),
                () -> baht(Long.MAX_VALUE).percent(new BigDecimal("101")));

        assertThat(overflows)
                .allSatisfy(overflow -> assertThatThrownBy(overflow).isInstanceOf(ArithmeticException.class));
    }

    @ParameterizedTest
    @CsvSource({"100000, 3.65, 3650", "12345, 3.65, 451", "100, 0.5, 1", "99, 0.5, 0", "1, 100, 1"})
    void a_part_is_rounded_half_up_to_a_subunit(long amount, BigDecimal rate, long part) {
        assertThat(baht(amount).percent(rate)).isEqualTo(baht(part));
    }

    @ParameterizedTest
    @CsvSource({"THB, 400050, 4000.50", "JPY, 400050, 400050"})
    void main_units_have_as_many_decimals_as_the_currency(Currency currency, long subunits, BigDecimal units) {
        assertThat(new Money(subunits, currency).mainUnits()).isEqualTo(units);
    }

    private static Money baht(long subunits) {
        return new Money(subunits, Currency.THB);
    }

    @Test
    void isWrittenAsMerchantsSendIt() {
        assertThat(new Money(150_000, Currency.THB).inWords()).isEqualTo("150000 (thb subunits)");
    }
}
