package io.satang.charge.decision;

import java.util.Map;
import java.util.Objects;

/**
 * Why a charge failed (reference omise-api §11).
 *
 * @param code for instance {@code payment_rejected}
 */
public record FailureCode(String code) {
    /** What a failure is called when nobody says why. */
    public static final FailureCode FAILED_PROCESSING = new FailureCode("failed_processing");

    private static final String NO_FUNDS = "insufficient funds in the account or the card has reached the credit limit";
    private static final Map<String, String> MESSAGES = Map.ofEntries(
            Map.entry("expired_card", "card is expired"),
            Map.entry("failed_fraud_check", "failed fraud check"),
            Map.entry("failed_processing", "failed processing"),
            Map.entry("insufficient_balance", NO_FUNDS),
            Map.entry("insufficient_fund", NO_FUNDS),
            Map.entry("invalid_account_number", "the account number is invalid"),
            Map.entry("invalid_security_code", "the security code is invalid"),
            Map.entry("payment_cancelled", "payment cancelled by payer"),
            Map.entry("payment_expired", "payment expired"),
            Map.entry("payment_rejected", "payment rejected"),
            Map.entry("stolen_or_lost_card", "card is stolen or lost"),
            Map.entry("timeout", "payer did not take action before charge expiration"));

    public FailureCode {
        Objects.requireNonNull(code, "code");
    }

    /** The message for people that goes with it. */
    public String message() {
        return MESSAGES.getOrDefault(code, code.replace('_', ' '));
    }
}
