package io.satang.charge.refund;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.decision.Refund;
import io.satang.charge.decision.Refund.Status;
import io.satang.charge.operation.ProviderWait;
import io.satang.charge.read.OwnedCharges;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.saga.ChargeSaga.Outcome;
import io.satang.charge.store.KeyedChangeStore;
import io.satang.charge.store.KeyedChangeStore.KeyTakenException;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.Ids;
import io.satang.platform.id.RefundId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.IdempotencyTurns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Gives money back: stores the refund, and waits for its provider as long as asking may take. */
@ApplicationScoped
class CreateRefund {
    /** How long a repeat waits for the first to be stored. */
    private static final Duration REPEAT_PATIENCE = Duration.ofSeconds(3);

    private final OwnedCharges charges;
    private final ChargeSaga saga;
    private final ProviderWait provider;
    private final RefundStore refunds;
    private final KeyedChangeStore keyed;
    private final Ids ids;
    private final Clock clock;
    private final IdempotencyTurns turns;

    CreateRefund(
            OwnedCharges charges,
            ChargeSaga saga,
            ProviderWait provider,
            RefundStore refunds,
            KeyedChangeStore keyed,
            Ids ids,
            Clock clock) {
        this.charges = Objects.requireNonNull(charges, "charges");
        this.saga = Objects.requireNonNull(saga, "saga");
        this.provider = Objects.requireNonNull(provider, "provider");
        this.refunds = Objects.requireNonNull(refunds, "refunds");
        this.keyed = Objects.requireNonNull(keyed, "keyed");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.turns = new IdempotencyTurns(REPEAT_PATIENCE, clock);
    }

    /**
     * What the client is answered.
     *
     * @param replayed whether an earlier request with the same key made it
     */
    record Answer(Refund refund, boolean replayed) {}

    /** What was stored by this request, or by one before it with the same key. */
    private record Stored(RefundId id, boolean before) {}

    /**
     * Makes a refund of the account's charge.
     *
     * @return the refund, which is pending when the provider has not answered in time
     * @throws ApiException {@code failed_refund} or {@code failed_void} when the charge does not allow it or its provider declines
     */
    Uni<Answer> create(AccountId account, ChargeId chargeId, RefundRequest request, Optional<IdempotencyRequest> key) {
        Optional<String> requestId = RequestId.current();
        return charges.find(account, chargeId)
                .flatMap(charge -> key.map(given -> storedOnce(charge, request, given, requestId))
                        .orElseGet(() -> stored(charge, request, requestId)))
                .flatMap(stored -> answer(account, chargeId, stored));
    }

    private Uni<Stored> stored(Charge charge, RefundRequest request, Optional<String> requestId) {
        RefundRequested command = command(charge, request);
        return saga.apply(charge, command, requestId).map(outcome -> accepted(command, outcome));
    }

    private Uni<Stored> storedOnce(
            Charge charge, RefundRequest request, IdempotencyRequest key, Optional<String> requestId) {
        return turns.inTurn(
                charge.accountId().value(),
                key,
                () -> replayed(charge, key)
                        .flatMap(before -> before.map(Uni.createFrom()::item)
                                .orElseGet(() -> storedAs(command(charge, request), charge, key, requestId))));
    }

    private Uni<Optional<Stored>> replayed(Charge charge, IdempotencyRequest key) {
        return keyed.find(charge.accountId(), key, clock.instant())
                .map(found -> found.map(id -> new Stored(new RefundId(id), true)));
    }

    private Uni<Stored> storedAs(
            RefundRequested command, Charge charge, IdempotencyRequest key, Optional<String> requestId) {
        return saga.apply(
                        charge,
                        command,
                        requestId,
                        keyed.claiming(key, command.refundId().value(), clock.instant()))
                .map(outcome -> accepted(command, outcome))
                .onFailure(KeyTakenException.class)
                .recoverWithUni(() ->
                        replayed(charge, key).map(before -> before.orElseThrow(IdempotencyRequest::stillRunning)));
    }

    private RefundRequested command(Charge charge, RefundRequest request) {
        return request.command(RefundId.next(ids, charge.livemode()), charge);
    }

    private static Stored accepted(RefundRequested command, Outcome outcome) {
        return switch (outcome.decision()) {
            case Changed changed when changed.refund().isPresent() -> new Stored(command.refundId(), false);
            // What was held was not taken in time, and this request was the first to notice.
            case Changed other -> throw RefundRefusals.of(Refusal.NOT_PAID, outcome.charge());
            case Voided voided -> throw new IllegalStateException("merchants approve nothing");
            case Refused(Refusal reason) -> throw RefundRefusals.of(reason, outcome.charge());
        };
    }

    private Uni<Answer> answer(AccountId account, ChargeId charge, Stored stored) {
        return provider.after(stored.id())
                .chain(() -> refunds.find(account, charge, stored.id()))
                .map(found -> found.orElseThrow(() -> new IllegalStateException(stored.id() + " has vanished")))
                .map(refund -> {
                    if (refund.status() == Status.FAILED) {
                        throw RefundRefusals.declined();
                    }
                    return new Answer(refund, stored.before());
                });
    }
}
