package io.satang.console.charge;

import io.satang.console.page.Wording;
import java.util.Optional;

/** What the codes of failures mean, and what to do about them (reference omise-api §11). */
final class Failure {
    private Failure() {}

    /** In words; empty when the code is one that we have no words for. */
    static Optional<String> meaning(String code, Wording wording) {
        FailureWords words = wording.in(FailureWords.class);
        return switch (code) {
            case "insufficient_fund", "insufficient_balance" -> Optional.of(words.insufficientFund());
            case "payment_rejected" -> Optional.of(words.paymentRejected());
            case "failed_processing" -> Optional.of(words.failedProcessing());
            case "payment_cancelled" -> Optional.of(words.paymentCancelled());
            case "payment_expired" -> Optional.of(words.paymentExpired());
            case "confirmed_amount_mismatch" -> Optional.of(words.amountMismatch());
            case "timeout" -> Optional.of(words.timeout());
            case "expired_card" -> Optional.of(words.expiredCard());
            case "stolen_or_lost_card" -> Optional.of(words.stolenOrLostCard());
            case "failed_fraud_check" -> Optional.of(words.failedFraudCheck());
            case "invalid_security_code" -> Optional.of(words.invalidSecurityCode());
            case "invalid_account_number" -> Optional.of(words.invalidAccountNumber());
            case "offer_rejected" -> Optional.of(words.offerRejected());
            case "offer_unavailable" -> Optional.of(words.offerUnavailable());
            default -> Optional.empty();
        };
    }
}
