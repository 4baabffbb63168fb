package io.satang.source.catalogue;

/** What a charge shows its payer so that it can be paid (reference omise-api §8.7, §12). */
public enum Instructions {
    /** A QR code to scan. */
    QR_CODE("qr_code"),
    /** The numbers and the barcode of a bill, for a counter. */
    BILL("bill"),
    /** The same with a code to pay by, and a link that explains how. */
    PAYMENT_CODE("payment_code"),
    /** Nothing: the payer is sent to a page or an app, or the shop scans the payer's own code. */
    NONE("none");

    private final String wireName;

    Instructions(String wireName) {
        this.wireName = wireName;
    }

    /** As the catalogue and events spell it. */
    public String wireName() {
        return wireName;
    }
}
