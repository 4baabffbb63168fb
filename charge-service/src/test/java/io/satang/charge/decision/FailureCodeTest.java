package io.satang.charge.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of reference omise-api §11; a code without one is told in its own words. */
class FailureCodeTest {

    @ParameterizedTest
    @CsvSource({
        "failed_processing, failed processing",
        "failed_fraud_check, failed fraud check",
        "insufficient_fund, insufficient funds in the account or the card has reached the credit limit",
        "invalid_account_number, the account number is invalid",
        "invalid_security_code, the security code is invalid",
        "payment_rejected, payment rejected",
        "confirmed_amount_mismatch, confirmed amount mismatch",
    })
    void everyCodeHasAMessage(String code, String message) {
        assertThat(new FailureCode(code).message()).isEqualTo(message);
    }
}
