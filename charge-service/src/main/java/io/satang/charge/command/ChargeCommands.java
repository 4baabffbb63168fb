package io.satang.charge.command;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeCommand.Capture;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.operation.PaymentClosing;
import io.satang.charge.operation.ProviderWait;
import io.satang.charge.read.OwnedCharges;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.saga.ChargeSaga.Outcome;
import io.satang.events.EventType;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A merchant's commands, and what they are answered. */
@ApplicationScoped
class ChargeCommands {
    private final OwnedCharges charges;
    private final PaymentClosing closing;
    private final ChargeSaga saga;
    private final ProviderWait provider;

    ChargeCommands(OwnedCharges charges, PaymentClosing closing, ChargeSaga saga, ProviderWait provider) {
        this.charges = Objects.requireNonNull(charges, "charges");
        this.closing = Objects.requireNonNull(closing, "closing");
        this.saga = Objects.requireNonNull(saga, "saga");
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    /**
     * Does it, and waits for its provider if that is asked.
     *
     * @return the charge afterwards
     * @throws ApiException when the charge is not found, or its state does not allow the command
     */
    Uni<Charge> apply(AccountId accountId, ChargeId chargeId, ChargeCommand command) {
        return apply(accountId, chargeId, charge -> command);
    }

    /**
     * Takes what is held.
     *
     * @param subunits how much of it; nothing for all
     * @throws ApiException as {@link #apply} does, and when the provider would not
     */
    Uni<Charge> capture(AccountId accountId, ChargeId chargeId, long subunits) {
        return apply(
                accountId,
                chargeId,
                charge -> new Capture(
                        Optional.of(new Money(subunits, charge.amount().currency()))
                                .filter(Money::isPositive)));
    }

    private Uni<Charge> apply(AccountId accountId, ChargeId chargeId, Function<Charge, ChargeCommand> wish) {
        Optional<String> requestId = RequestId.current();
        return charges.find(accountId, chargeId).flatMap(charge -> apply(charge, wish.apply(charge), requestId));
    }

    private Uni<Charge> apply(Charge charge, ChargeCommand command, Optional<String> requestId) {
        return closing.closeFor(charge, command)
                .map(closed -> closed.orElseThrow(() -> new ApiException(Failures.UNAVAILABLE)))
                .flatMap(present -> saga.apply(present, command, requestId))
                .flatMap(outcome -> answer(outcome, command));
    }

    private Uni<Charge> answer(Outcome outcome, ChargeCommand command) {
        return switch (outcome.decision()) {
            case Changed changed when isTooLate(changed, command) -> throw CommandRefusals.tooLate(command);
            case Changed changed -> provider.after(outcome).map(present -> answered(present, command));
            case Voided voided -> throw new IllegalStateException("merchants approve nothing");
            case Refused(Refusal reason)
            when reason == Refusal.NOTHING_NEW -> Uni.createFrom().item(outcome.charge());
            case Refused(Refusal reason) -> throw CommandRefusals.of(command, reason, outcome.charge());
        };
    }

    /** The deadline had passed, and this command was the first to notice. */
    private static boolean isTooLate(Changed changed, ChargeCommand command) {
        return changed.event().equals(Optional.of(EventType.CHARGE_EXPIRED)) && !(command instanceof ExpireRequested);
    }

    private static Charge answered(Charge charge, ChargeCommand command) {
        if (command instanceof Capture && charge.state() instanceof Authorized) {
            throw CommandRefusals.captureDeclined();
        }
        return charge;
    }
}
