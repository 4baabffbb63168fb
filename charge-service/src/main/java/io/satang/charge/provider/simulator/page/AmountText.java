package io.satang.charge.provider.simulator.page;

import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.util.Locale;

/** An amount as payers write it: {@code ฿4,000.00}. */
final class AmountText {
    private AmountText() {}

    /** The amount with its sign, grouped in thousands; the same in every language that pages speak. */
    static String of(Money money) {
        String number = "%,." + money.currency().exponent() + "f";
        return sign(money.currency()) + String.format(Locale.ROOT, number, money.mainUnits());
    }

    /** Signs that name one currency of ours each; where there is none, the code and a space that does not break. */
    private static String sign(Currency currency) {
        return switch (currency) {
            case THB -> "฿";
            case JPY -> "¥";
            case SGD -> "S$";
            case MYR -> "RM";
            case USD -> "US$";
            case AUD -> "A$";
            case HKD -> "HK$";
            case CNY -> "CN¥";
            case EUR -> "€";
            case GBP -> "£";
            case CHF, DKK -> currency + "\u00a0";
        };
    }
}
