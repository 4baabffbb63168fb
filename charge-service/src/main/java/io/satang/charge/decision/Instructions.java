package io.satang.charge.decision;

import io.satang.charge.decision.ChargeTerms.Flow;
import java.util.Arrays;
import java.util.Optional;

/** What a charge shows its payer so that it can be paid (reference omise-api §8.7, §12). */
public enum Instructions {
    /** A QR code to scan: {@code source.scannable_code}. */
    QR_CODE,
    /** The numbers and the barcode of a bill, for a counter: {@code source.references}. */
    BILL,
    /** The same with a code to pay by, and a link that explains how. */
    PAYMENT_CODE,
    /** Nothing: the payer is sent to a page or an app, or the shop scans the payer's own code. */
    NONE;

    /**
     * The instructions of this name.
     *
     * @param name in letters of either case; without one, as before there were names, every offline method shows a QR code
     * @return empty when only a newer version knows the name
     */
    public static Optional<Instructions> of(Optional<String> name, Flow flow) {
        if (name.isEmpty()) {
            return Optional.of(flow.redirects() ? NONE : QR_CODE);
        }
        return Arrays.stream(values())
                .filter(instructions -> instructions.name().equalsIgnoreCase(name.get()))
                .findFirst();
    }
}
