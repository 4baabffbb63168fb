package io.satang.charge.provider.simulator.page;

import java.util.List;

/** What payers call a payment method (reference omise-api §12). */
final class MethodName {
    /** Methods that several banks offer; the longer name first where one begins with the other. */
    private static final List<String> FAMILIES = List.of(
            "installment_wlb",
            "installment",
            "internet_banking",
            "mobile_banking",
            "points",
            "bill_payment",
            "barcode");

    private MethodName() {}

    /** The name of a source type; of one that nobody has named, the words that it is made of. */
    static String of(String sourceType, Words words) {
        return words.find("method." + sourceType)
                .or(() -> FAMILIES.stream()
                        .filter(family -> sourceType.startsWith(family + "_"))
                        .findFirst()
                        .map(family ->
                                words.text("family." + family, bank(sourceType.substring(family.length() + 1), words))))
                .orElseGet(() -> sourceType.replace('_', ' '));
    }

    private static String bank(String code, Words words) {
        return words.find("bank." + code).orElseGet(() -> code.replace('_', ' '));
    }
}
