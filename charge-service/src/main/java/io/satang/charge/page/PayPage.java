package io.satang.charge.page;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.ProviderDeclined;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.ExpiredAndVoid;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.VoidLateApproval;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.saga.ChargeSaga.Outcome;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.RecentCharges;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.PayPageId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/** What a payer does at the page. */
@ApplicationScoped
class PayPage {
    private final ChargeStore store;
    private final RecentCharges recent;
    private final ChargeSaga saga;

    PayPage(ChargeStore store, RecentCharges recent, ChargeSaga saga) {
        this.store = Objects.requireNonNull(store, "store");
        this.recent = Objects.requireNonNull(recent, "recent");
        this.saga = Objects.requireNonNull(saga, "saga");
    }

    /** What the payer presses. */
    sealed interface Press {
        /** "Successful". */
        record Successful() implements Press {}

        /** "Failed", for this reason or none in particular. */
        record Failed(Optional<String> code) implements Press {}
    }

    /** What came of pressing. */
    sealed interface Result {
        /** The payer goes back to the merchant; for offline methods there is nowhere to go. */
        record Done(Charge charge) implements Result {}

        /** The charge had ended before. */
        record NoLongerPending(Charge charge) implements Result {}
    }

    /**
     * The charge that is paid at this page.
     *
     * @throws ApiException {@code not_found}; live charges are paid at their provider's own page
     */
    Uni<Charge> charge(PayPageId pageId) {
        return store.findByPage(pageId).map(found -> simulated(pageId, found));
    }

    /** The simulator approves or declines the payment, as the payer pressed. */
    Uni<Result> press(PayPageId pageId, Press press) {
        Optional<String> requestId = RequestId.current();
        Optional<Charge> held = recent.take(pageId);
        Uni<Charge> charge = held.isPresent() ? Uni.createFrom().item(() -> simulated(pageId, held)) : charge(pageId);
        return charge.flatMap(present -> present.state() instanceof Pending
                ? saga.apply(present, command(present, press), requestId).map(PayPage::result)
                : Uni.createFrom().item(new Result.NoLongerPending(present)));
    }

    private static Charge simulated(PayPageId pageId, Optional<Charge> found) {
        return found.filter(charge -> !charge.livemode())
                .orElseThrow(() -> ApiException.notFound("payment", pageId.value()));
    }

    private static ChargeCommand command(Charge charge, Press press) {
        return switch (press) {
            case Press.Successful successful ->
                new ProviderApproved(charge.pageId().value());
            case Press.Failed(Optional<String> code) -> new ProviderDeclined(code);
        };
    }

    private static Result result(Outcome outcome) {
        return switch (outcome.decision()) {
            case Changed(Charge next, var event) ->
                next.state() instanceof Expired ? new Result.NoLongerPending(next) : new Result.Done(next);
            case ExpiredAndVoid(Charge expired, var reference) -> new Result.NoLongerPending(expired);
            case VoidLateApproval late -> new Result.NoLongerPending(outcome.charge());
            case Refused(Refusal reason)
            when reason == Refusal.UNKNOWN_FAILURE_CODE -> throw ApiException.badRequest("failure_code is invalid");
            case Refused refused -> new Result.NoLongerPending(outcome.charge());
        };
    }
}
