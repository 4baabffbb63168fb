package io.satang.charge.command;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeCommand.Capture;
import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.Describe;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeCommand.MarkFailed;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeCommand.Reverse;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.platform.error.ApiException;

/** What a merchant is answered whose command is refused (reference omise-api §6, §9.2). */
final class CommandRefusals {
    private static final String HELD = "charge is authorized already: capture or reverse it";

    private CommandRefusals() {}

    static ApiException of(ChargeCommand command, Refusal reason, Charge charge) {
        return switch (command) {
            case Capture capture -> capture(reason, charge);
            case Reverse reverse -> notReversible();
            case ExpireRequested expire -> notExpirable(reason);
            case MarkPaid paid -> notMarkable(reason);
            case MarkFailed failed
            when reason == Refusal.UNKNOWN_FAILURE_CODE -> ApiException.badRequest("failure_code is invalid");
            case MarkFailed failed -> notMarkable(reason);
            case Describe describe -> notPending();
            case RefundRequested refund -> throw nobodyAsks(command);
            case FromProvider provider -> throw nobodyAsks(command);
            case DeadlinePassed deadline -> throw nobodyAsks(command);
        };
    }

    /** The command came to a charge whose time was over, and was the first to notice. */
    static ApiException tooLate(ChargeCommand command) {
        return switch (command) {
            case Capture capture -> expired();
            case Reverse reverse -> notReversible();
            case ExpireRequested expire -> notPending();
            case MarkPaid paid -> notPending();
            case MarkFailed failed -> notPending();
            case Describe describe -> notPending();
            case RefundRequested refund -> throw nobodyAsks(command);
            case FromProvider provider -> throw nobodyAsks(command);
            case DeadlinePassed deadline -> throw nobodyAsks(command);
        };
    }

    /** The provider would not capture. */
    static ApiException captureDeclined() {
        return failedCapture("capture failed");
    }

    private static ApiException capture(Refusal reason, Charge charge) {
        return switch (reason) {
            case WRONG_AMOUNT ->
                failedCapture("capture_amount must be less than or equal to "
                        + charge.amount().inWords());
            case NOT_PARTIALLY_CAPTURABLE ->
                failedCapture("only charges with authorization_type pre_auth can be captured in part");
            case ALREADY_SUCCESSFUL -> failedCapture("charge was already captured");
            case ALREADY_EXPIRED -> expired();
            case PROVIDER_ASKED,
                    ALREADY_AUTHORIZED,
                    ALREADY_FAILED,
                    ALREADY_REVERSED,
                    NOT_AUTHORIZED,
                    NOT_PAID,
                    NOT_REFUNDABLE,
                    NOT_PARTIALLY_REFUNDABLE,
                    ALREADY_REFUNDED,
                    TOO_MANY_REFUNDS,
                    TOO_LATE_TO_REFUND,
                    NOT_VOIDABLE,
                    NOT_DUE,
                    UNKNOWN_FAILURE_CODE,
                    NOTHING_NEW -> failedCapture("only uncaptured authorized charges can be captured");
        };
    }

    private static ApiException failedCapture(String message) {
        return ApiException.of(400, "failed_capture", message);
    }

    private static ApiException expired() {
        return ApiException.of(400, "expired_charge", "charge expired");
    }

    private static ApiException notReversible() {
        return ApiException.of(400, "failed_reverse", "only uncaptured authorized charges can be reversed");
    }

    // Held money is pending for a merchant, whom "not pending" would puzzle.
    private static ApiException notMarkable(Refusal reason) {
        return reason == Refusal.ALREADY_AUTHORIZED ? ApiException.invalidCharge(HELD) : notPending();
    }

    private static ApiException notExpirable(Refusal reason) {
        String message = reason == Refusal.ALREADY_AUTHORIZED ? HELD : "only pending charges can be expired";
        return ApiException.of(400, "failed_expire", message);
    }

    private static ApiException notPending() {
        return ApiException.invalidCharge("charge is not pending");
    }

    private static IllegalStateException nobodyAsks(ChargeCommand command) {
        return new IllegalStateException("no merchant asks here for " + command);
    }
}
