package io.satang.charge.decision;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Why a charge failed (reference omise-api §11).
 *
 * @param code    for instance {@code payment_rejected}
 * @param reasons the rules of an offer that the payment does not fulfil, for instance {@code below_minimum_spend}; none of any other failure
 */
public record FailureCode(String code, List<String> reasons) {
    /** What a failure is called when nobody says why. */
    public static final FailureCode FAILED_PROCESSING = new FailureCode("failed_processing");

    /** What the failure of a charge is called whose discount could not be asked for in time. */
    public static final FailureCode OFFER_UNAVAILABLE = new FailureCode("offer_unavailable");

    private static final String OFFER_REJECTED = "offer_rejected";
    private static final String NO_FUNDS = "insufficient funds in the account or the card has reached the credit limit";
    private static final Map<String, String> MESSAGES = Map.ofEntries(
            Map.entry("expired_card", "card is expired"),
            Map.entry("failed_fraud_check", "failed fraud check"),
            Map.entry("failed_processing", "failed processing"),
            Map.entry("insufficient_balance", NO_FUNDS),
            Map.entry("insufficient_fund", NO_FUNDS),
            Map.entry("invalid_account_number", "the account number is invalid"),
            Map.entry("invalid_security_code", "the security code is invalid"),
            Map.entry(OFFER_REJECTED, "the offer cannot be redeemed"),
            Map.entry("offer_unavailable", "the offer could not be redeemed in time"),
            Map.entry("payment_cancelled", "payment cancelled by payer"),
            Map.entry("payment_expired", "payment expired"),
            Map.entry("payment_rejected", "payment rejected"),
            Map.entry("stolen_or_lost_card", "card is stolen or lost"),
            Map.entry("timeout", "payer did not take action before charge expiration"));

    public FailureCode {
        Objects.requireNonNull(code, "code");
        reasons = List.copyOf(reasons);
    }

    /** A failure that has no reasons but itself. */
    public FailureCode(String code) {
        this(code, List.of());
    }

    /** The failure of a charge whose discount is not given. */
    public static FailureCode offerRejected(List<String> reasons) {
        return new FailureCode(OFFER_REJECTED, reasons);
    }

    /** The message for people that goes with it. */
    public String message() {
        String message = MESSAGES.getOrDefault(code, inWords(code));
        return reasons.isEmpty()
                ? message
                : message + ": " + reasons.stream().map(FailureCode::inWords).collect(Collectors.joining(", "));
    }

    private static String inWords(String name) {
        return name.replace('_', ' ');
    }
}
