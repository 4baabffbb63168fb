package io.satang.simulation.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.charge.create.CreateCharge;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.provider.ProviderAnswer.Approved;
import io.satang.charge.provider.simulator.Simulator.Pressed;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.saga.ChargeSaga.Outcome;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.RecentCharges;
import io.satang.events.AccountChanged;
import io.satang.platform.error.ApiError;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.PayPageId;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.platform.params.Params;
import io.satang.platform.params.ParamsParser;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What the resources of the charge-service do with their features, without HTTP. */
record ChargeService(
        CreateCharge creation,
        IdempotencyKeys keys,
        ChargeStore store,
        RecentCharges recent,
        ChargeSaga saga,
        Provision provision,
        OutboxRelay relay,
        Accounts.Copy accounts,
        Scheduler scheduler) {
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    /** What a request for a charge is answered. */
    sealed interface Reply {
        /** A charge. */
        record Made(String json) implements Reply {}

        /** Why there is none. */
        record Refused(ApiError error) implements Reply {}
    }

    /**
     * {@code POST /charges} with the key of this version of the account; fails with what clients repeat their request for, also with another
     * key.
     */
    Uni<Reply> create(AccountTopic account, long version, String body, Optional<String> key) {
        return Uni.createFrom()
                .deferred(() -> {
                    AccountChanged known =
                            accounts.authenticate(account, version).orElseThrow(ApiException::authenticationFailure);
                    Params params = ParamsParser.parse("", Optional.of("application/json"), body.getBytes(UTF_8));
                    return creation.create(known, params, keys.read(key, "POST /charges", params));
                })
                .map(this::made)
                .onFailure(ChargeService::lasts)
                .recoverWithItem(failure -> new Reply.Refused(((ApiException) failure).error()));
    }

    private Reply made(KeyedAnswer answer) {
        if (answer.replayed()) {
            scheduler.saw(Sighting.ANSWER_REPLAYED, answer::json);
        }
        return new Reply.Made(answer.json());
    }

    private static boolean lasts(Throwable failure) {
        return failure instanceof ApiException refusal
                && refusal.error().status() != CONFLICT
                && refusal.error().status() != UNAUTHORIZED
                && refusal.error().status() < SERVER_ERROR;
    }

    /** What happens on shutdown. */
    void stop() {
        accounts.stop();
        relay.stop().subscribe().with(done -> {});
    }

    /** A merchant's command. */
    Uni<Outcome> command(ChargeId chargeId, ChargeCommand command) {
        return store.find(chargeId)
                .flatMap(found -> provision.closing().closeFor(found.orElseThrow(), command))
                .flatMap(closed -> saga.apply(closed.orElseThrow(), command, Optional.empty()));
    }

    /** What the payer decides at the charge's page. */
    Uni<Charge> press(PayPageId pageId, Optional<String> declined) {
        Optional<Charge> held = recent.take(pageId).filter(charge -> !Order.isHeldByItsRow(charge));
        held.ifPresent(charge ->
                scheduler.saw(Sighting.RECENT_CHARGE_TAKEN, () -> charge.id().value()));
        return charge(pageId, held)
                .flatMap(charge -> charge.state() instanceof Pending
                        ? provision
                                .simulator()
                                .decided(charge, declined, Optional.empty())
                                .map(Pressed::charge)
                        : Uni.createFrom().item(charge));
    }

    /** What a provider tells of money that it has taken of its own accord. */
    Uni<Charge> notified(Charge known, ProviderOperation operation, Approved approved) {
        return store.find(known.id())
                .flatMap(found ->
                        provision.answers().answered(found.orElseThrow(), operation, approved, Optional.empty()));
    }

    private Uni<Charge> charge(PayPageId pageId, Optional<Charge> held) {
        return held.isPresent()
                ? Uni.createFrom().item(held.get())
                : store.findByPage(pageId).map(Optional::orElseThrow);
    }
}
