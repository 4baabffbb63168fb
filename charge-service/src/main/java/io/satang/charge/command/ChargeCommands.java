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
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.operation.PaymentClosing;
import io.satang.charge.operation.ProviderWait;
import io.satang.charge.read.OwnedCharges;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.saga.ChargeSaga.Outcome;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.charge.store.KeyedChangeStore;
import io.satang.charge.store.KeyedChangeStore.KeyTakenException;
import io.satang.events.EventType;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.IdempotencyTurns;
import io.satang.platform.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A merchant's commands, and what they are answered. */
@ApplicationScoped
class ChargeCommands {
    /** How long a repeat waits for the first to be stored. */
    private static final Duration REPEAT_PATIENCE = Duration.ofSeconds(3);

    private final OwnedCharges charges;
    private final PaymentClosing closing;
    private final ChargeSaga saga;
    private final ProviderWait provider;
    private final ChargeStore store;
    private final KeyedChangeStore keyed;
    private final Clock clock;
    private final IdempotencyTurns turns;

    ChargeCommands(
            OwnedCharges charges,
            PaymentClosing closing,
            ChargeSaga saga,
            ProviderWait provider,
            ChargeStore store,
            KeyedChangeStore keyed,
            Clock clock) {
        this.charges = Objects.requireNonNull(charges, "charges");
        this.closing = Objects.requireNonNull(closing, "closing");
        this.saga = Objects.requireNonNull(saga, "saga");
        this.provider = Objects.requireNonNull(provider, "provider");
        this.store = Objects.requireNonNull(store, "store");
        this.keyed = Objects.requireNonNull(keyed, "keyed");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.turns = new IdempotencyTurns(REPEAT_PATIENCE, clock);
    }

    /**
     * What the client is answered.
     *
     * @param charge   the charge afterwards
     * @param replayed whether an earlier request with the same key did it
     */
    record Answer(Charge charge, boolean replayed) {}

    /** What a merchant asks of a charge of its own, and the request in which it does. */
    private record Wish(
            AccountId account, ChargeId charge, Function<Charge, ChargeCommand> command, Optional<String> requestId) {}

    /**
     * Does it, and waits for its provider if that is asked. A repetition with the same key is answered the charge as it is now.
     *
     * @throws ApiException when the charge is not found, or its state does not allow the command
     */
    Uni<Answer> apply(AccountId accountId, ChargeId chargeId, ChargeCommand command, Optional<IdempotencyRequest> key) {
        return apply(new Wish(accountId, chargeId, charge -> command, RequestId.current()), key);
    }

    /**
     * Takes what is held.
     *
     * @param subunits how much of it; nothing for all
     * @throws ApiException as {@link #apply} does, and when the provider would not
     */
    Uni<Answer> capture(AccountId accountId, ChargeId chargeId, long subunits, Optional<IdempotencyRequest> key) {
        Function<Charge, ChargeCommand> command = charge -> new Capture(
                Optional.of(new Money(subunits, charge.amount().currency())).filter(Money::isPositive));
        return apply(new Wish(accountId, chargeId, command, RequestId.current()), key);
    }

    private Uni<Answer> apply(Wish wish, Optional<IdempotencyRequest> key) {
        return key.map(given -> once(wish, given))
                .orElseGet(() -> done(wish, store::update).map(charge -> new Answer(charge, false)));
    }

    private Uni<Answer> once(Wish wish, IdempotencyRequest key) {
        return turns.inTurn(
                wish.account().value(),
                key,
                () -> keyed.find(wish.account(), key, clock.instant())
                        .flatMap(before -> before.isPresent() ? again(wish) : first(wish, key)));
    }

    private Uni<Answer> first(Wish wish, IdempotencyRequest key) {
        return done(wish, claiming(wish, key))
                .map(charge -> new Answer(charge, false))
                .onFailure(KeyTakenException.class)
                .recoverWithUni(() -> again(wish));
    }

    private Uni<Answer> again(Wish wish) {
        return charges.find(wish.account(), wish.charge())
                .map(charge -> new Answer(answered(charge, wish.command().apply(charge)), true));
    }

    /** Whoever comes after the deadline is refused, although the charge changes; a request that was refused leaves its key free. */
    private Function<Change, Uni<Boolean>> claiming(Wish wish, IdempotencyRequest key) {
        Function<Change, Uni<Boolean>> claiming =
                keyed.claiming(key, wish.charge().value(), clock.instant());
        return change -> change.next().state() instanceof Expired && !(change.command() instanceof ExpireRequested)
                ? store.update(change)
                : claiming.apply(change);
    }

    private Uni<Charge> done(Wish wish, Function<Change, Uni<Boolean>> storing) {
        return charges.find(wish.account(), wish.charge()).flatMap(charge -> {
            ChargeCommand command = wish.command().apply(charge);
            return closing.closeFor(charge, command)
                    .map(closed -> closed.orElseThrow(() -> new ApiException(Failures.UNAVAILABLE)))
                    .flatMap(present -> saga.apply(present, command, wish.requestId(), storing))
                    .flatMap(outcome -> answer(outcome, command));
        });
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
