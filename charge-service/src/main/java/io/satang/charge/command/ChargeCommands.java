package io.satang.charge.command;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.operation.PaymentClosing;
import io.satang.charge.read.OwnedCharges;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.saga.ChargeSaga.Outcome;
import io.satang.events.EventType;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/** A merchant's commands, and what they are answered. */
@ApplicationScoped
class ChargeCommands {
    private final OwnedCharges charges;
    private final PaymentClosing closing;
    private final ChargeSaga saga;

    ChargeCommands(OwnedCharges charges, PaymentClosing closing, ChargeSaga saga) {
        this.charges = Objects.requireNonNull(charges, "charges");
        this.closing = Objects.requireNonNull(closing, "closing");
        this.saga = Objects.requireNonNull(saga, "saga");
    }

    /**
     * Does it.
     *
     * @return the charge afterwards
     * @throws ApiException when the charge is not found, or its state does not allow the command
     */
    Uni<Charge> apply(AccountId accountId, ChargeId chargeId, ChargeCommand command) {
        Optional<String> requestId = RequestId.current();
        return charges.find(accountId, chargeId)
                .flatMap(charge -> closing.closeFor(charge, command))
                .map(closed -> closed.orElseThrow(() -> new ApiException(Failures.UNAVAILABLE)))
                .flatMap(charge -> saga.apply(charge, command, requestId))
                .map(outcome -> answer(outcome, command));
    }

    private static Charge answer(Outcome outcome, ChargeCommand command) {
        return switch (outcome.decision()) {
            // The deadline had passed, and this command was the first to notice.
            case Changed changed
            when changed.event().equals(Optional.of(EventType.CHARGE_EXPIRED))
                    && !(command instanceof ExpireRequested) -> throw notPending();
            case Changed changed -> changed.next();
            case Voided voided -> throw new IllegalStateException("merchants approve nothing");
            case Refused(Refusal reason) when reason == Refusal.NOTHING_NEW -> outcome.charge();
            case Refused(Refusal reason) -> throw refusal(reason, command);
        };
    }

    private static ApiException refusal(Refusal reason, ChargeCommand command) {
        return switch (reason) {
            case PROVIDER_ASKED,
                    ALREADY_AUTHORIZED,
                    ALREADY_SUCCESSFUL,
                    ALREADY_FAILED,
                    ALREADY_EXPIRED,
                    ALREADY_REVERSED,
                    NOT_DUE ->
                command instanceof ExpireRequested
                        ? ApiException.of(400, "failed_expire", "only pending charges can be expired")
                        : notPending();
            case NOT_AUTHORIZED -> ApiException.of(400, "failed_capture", "charge is not authorized");
            case NOT_PAID, NOT_REFUNDABLE, NOT_PARTIALLY_REFUNDABLE ->
                ApiException.of(400, "failed_refund", "charge cannot be refunded");
            case WRONG_AMOUNT -> ApiException.badRequest("amount is invalid");
            case UNKNOWN_FAILURE_CODE -> ApiException.badRequest("failure_code is invalid");
            case NOTHING_NEW -> throw new IllegalStateException("this is no reason to refuse anything to a merchant");
        };
    }

    private static ApiException notPending() {
        return ApiException.invalidCharge("charge is not pending");
    }
}
