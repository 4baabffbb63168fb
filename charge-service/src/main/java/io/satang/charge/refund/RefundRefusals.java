package io.satang.charge.refund;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.platform.error.ApiException;
import io.satang.platform.money.Money;

/** What a merchant is answered who is not given a refund (reference omise-api §6, §9.4). */
final class RefundRefusals {
    private RefundRefusals() {}

    static ApiException of(Refusal reason, Charge charge) {
        return switch (reason) {
            case PROVIDER_ASKED,
                    ALREADY_AUTHORIZED,
                    ALREADY_FAILED,
                    ALREADY_EXPIRED,
                    ALREADY_REVERSED,
                    NOT_AUTHORIZED,
                    NOT_PAID -> failed("only captured charges can be refunded");
            case NOT_REFUNDABLE -> failed("charge cannot be refunded");
            case NOT_PARTIALLY_REFUNDABLE -> failed("charge can only be refunded in full");
            case ALREADY_REFUNDED -> failed("charge was already refunded");
            case TOO_MANY_REFUNDS -> failed("charge has too many refunds (maximum is 15)");
            case TOO_LATE_TO_REFUND -> failed("charge can no longer be refunded");
            case WRONG_AMOUNT -> failed(atMost(charge));
            case NOT_VOIDABLE ->
                ApiException.of(400, "failed_void", "only a full refund on the day of payment can be a void");
            case ALREADY_SUCCESSFUL, NOT_PARTIALLY_CAPTURABLE, NOT_DUE, UNKNOWN_FAILURE_CODE, NOTHING_NEW ->
                throw new IllegalStateException(reason + " is no reason to refuse a refund");
        };
    }

    /** The provider would not give it back. */
    static ApiException declined() {
        return failed("refund failed");
    }

    private static String atMost(Charge charge) {
        Money left = charge.state() instanceof Successful paid
                ? paid.left()
                : charge.amount().none();
        return "amount must be less than or equal to " + left.inWords();
    }

    private static ApiException failed(String message) {
        return ApiException.of(400, "failed_refund", message);
    }
}
