package io.satang.console.charge;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By which codes a payment of a method can fail. The API takes no others and lists them nowhere; a test compares these with the catalogue of
 * methods.
 */
final class FailureCodes {
    private static final String FAILED = "failed_processing";
    private static final String REJECTED = "payment_rejected";
    private static final String NO_FUND = "insufficient_fund";
    private static final String EXPIRED = "payment_expired";
    private static final String CANCELLED = "payment_cancelled";
    private static final String TIMEOUT = "timeout";

    private static final List<String> WALLET = List.of(REJECTED, NO_FUND, FAILED);
    private static final List<String> SCANNED = List.of(EXPIRED, REJECTED, NO_FUND, FAILED);
    private static final List<String> BANK = List.of("insufficient_balance", CANCELLED, TIMEOUT, FAILED);
    private static final List<String> TRANSFER = List.of(EXPIRED, "confirmed_amount_mismatch", FAILED);
    private static final List<String> COUNTER = List.of(EXPIRED, FAILED);
    private static final List<String> LATER = List.of(EXPIRED, REJECTED, FAILED);
    private static final List<String> CONFIRMED = List.of(CANCELLED, REJECTED, NO_FUND, TIMEOUT, FAILED);
    private static final List<String> CARD = List.of(
            NO_FUND,
            "stolen_or_lost_card",
            FAILED,
            REJECTED,
            "invalid_security_code",
            "failed_fraud_check",
            "invalid_account_number",
            "expired_card");

    private static final Map<String, List<String>> OF_METHODS = Map.ofEntries(
            Map.entry("card", CARD),
            Map.entry("promptpay", TRANSFER),
            Map.entry("paynow", TRANSFER),
            Map.entry("atome", LATER),
            Map.entry("atome_qr", LATER),
            Map.entry("bill_payment_tesco_lotus", COUNTER),
            Map.entry("econtext", COUNTER),
            Map.entry("fpx", BANK),
            Map.entry("duitnow_obw", BANK),
            Map.entry("rabbit_linepay", CONFIRMED),
            Map.entry("truemoney", CONFIRMED),
            Map.entry("truemoney_jumpapp", CONFIRMED));
    private static final Set<String> SCANNED_METHODS = Set.of(
            "alipayplus_mpm",
            "alipayplus_upm",
            "barcode_alipay",
            "barcode_wechat",
            "qr_code_upi",
            "truemoney_qr",
            "wechat_pay_mpm",
            "wechat_pay_upm");

    private FailureCodes() {}

    /** Those of a method, the most telling first. */
    static List<String> of(String method) {
        if (OF_METHODS.containsKey(method)) {
            return OF_METHODS.get(method);
        }
        if (method.startsWith("installment_")
                || method.startsWith("internet_banking_")
                || method.startsWith("mobile_banking_")) {
            return BANK;
        }
        return SCANNED_METHODS.contains(method) ? SCANNED : WALLET;
    }
}
