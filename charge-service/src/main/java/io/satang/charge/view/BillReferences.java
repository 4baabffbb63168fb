package io.satang.charge.view;

import io.satang.charge.decision.Charge;
import io.satang.platform.id.Ids;
import io.satang.platform.money.Money;
import java.math.BigInteger;
import java.util.Locale;

/**
 * The numbers by which a counter or a convenience store finds a charge (reference omise-api §8.7, {@code references}). They follow from the
 * charge's id, so they are the same whenever they are shown and those of two charges differ.
 *
 * @param number1     18 digits
 * @param number2     12 digits
 * @param paymentCode 11 digits, for methods that pay by a code
 */
public record BillReferences(String number1, String number2, String paymentCode) {
    /** Whom bills are paid to: the platform's tax id, 13 digits. No real payee has the simulator's. */
    public static final String TAX_ID = "0000000000000";

    private static final int RADIX = 36;
    private static final int DIGITS = 30;
    private static final int NUMBER_1_DIGITS = 18;
    private static final int PAYMENT_CODE_DIGITS = 11;
    private static final BigInteger LIMIT = BigInteger.TEN.pow(DIGITS);

    /** The references of a charge. */
    public static BillReferences of(Charge charge) {
        // Nineteen letters and digits of an id fit into thirty digits.
        BigInteger number = new BigInteger(Ids.body(charge.id().value()), RADIX).mod(LIMIT);
        String digits = String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
        return new BillReferences(
                digits.substring(0, NUMBER_1_DIGITS),
                digits.substring(NUMBER_1_DIGITS),
                digits.substring(DIGITS - PAYMENT_CODE_DIGITS));
    }

    /** What the barcode of a Thai bill says, one part a line: payee with its suffix, both numbers, the amount in subunits. */
    public String barcodeText(Money amount) {
        return "|" + TAX_ID + "00\r" + number1 + "\r" + number2 + "\r" + amount.subunits();
    }
}
