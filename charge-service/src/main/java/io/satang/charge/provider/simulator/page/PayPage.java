package io.satang.charge.provider.simulator.page;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.provider.simulator.Simulator;
import io.satang.charge.provider.simulator.Simulator.Pressed;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.RecentCharges;
import io.satang.events.CardFailure;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.PayPageId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a payer does at the page. */
@ApplicationScoped
class PayPage {
    /** How long a payer waits for what came of a press. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChargeStore store;
    private final RecentCharges recent;
    private final Simulator simulator;

    PayPage(ChargeStore store, RecentCharges recent, Simulator simulator) {
        this.store = Objects.requireNonNull(store, "store");
        this.recent = Objects.requireNonNull(recent, "recent");
        this.simulator = Objects.requireNonNull(simulator, "simulator");
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

        /** Nothing is known yet; the press counts if it is the first. */
        record Confirming(Charge charge) implements Result {}
    }

    /**
     * The charge that is paid at this page.
     *
     * @throws ApiException {@code not_found}; live charges are paid at their provider's own page
     */
    Uni<Charge> charge(PayPageId pageId) {
        return store.findByPage(pageId).map(found -> simulated(pageId, found));
    }

    /** The payer decides how the payment ends. */
    Uni<Result> press(PayPageId pageId, Press press) {
        Optional<String> requestId = RequestId.current();
        Optional<Charge> held = recent.take(pageId);
        Uni<Charge> charge = held.isPresent() ? Uni.createFrom().item(() -> simulated(pageId, held)) : charge(pageId);
        return charge.flatMap(present -> present.state() instanceof Pending
                ? decided(present, declined(present, press), requestId)
                : Uni.createFrom().item(new Result.NoLongerPending(present)));
    }

    /** What a payer finds who looks again after a press of which nothing was known. */
    Uni<Result> confirmed(PayPageId pageId) {
        return charge(pageId).map(charge -> switch (charge.state()) {
            case Pending pending -> new Result.Confirming(charge);
            case Reserving reserving -> new Result.Confirming(charge);
            case Authorizing authorizing -> new Result.Confirming(charge);
            case Expired expired -> new Result.NoLongerPending(charge);
            case Authorized authorized -> new Result.Done(charge);
            case Capturing capturing -> new Result.Done(charge);
            case Successful successful -> new Result.Done(charge);
            case Failed failed -> new Result.Done(charge);
            case Reversed reversed -> new Result.Done(charge);
        });
    }

    /** What is not heard of in time is heard by the charge all the same. */
    private Uni<Result> decided(Charge charge, Optional<String> declined, Optional<String> requestId) {
        Uni<Result> decision = simulator
                .decided(charge, declined, requestId)
                .map(PayPage::result)
                .memoize()
                .indefinitely();
        return decision.ifNoItem().after(PATIENCE).recoverWithItem(() -> new Result.Confirming(charge));
    }

    private static Charge simulated(PayPageId pageId, Optional<Charge> found) {
        return found.filter(charge -> !charge.livemode())
                .orElseThrow(() -> ApiException.notFound("payment", pageId.value()));
    }

    /** Why the payment fails, if the payer wants it to, or has been authenticated with a test card that fails all the same. */
    private static Optional<String> declined(Charge charge, Press press) {
        return switch (press) {
            case Press.Successful successful ->
                charge.terms()
                        .card()
                        .flatMap(card -> card.payment().testFailure())
                        .map(CardFailure::failureCode);
            case Press.Failed(Optional<String> code) -> Optional.of(known(charge, code));
        };
    }

    private static String known(Charge charge, Optional<String> code) {
        if (!charge.terms().failureCodes().containsAll(code.stream().toList())) {
            throw ApiException.badRequest("failure_code is invalid");
        }
        return code.orElse(defaultCode(charge));
    }

    /** Why it fails when nobody says why; who is not authenticated is rejected (reference omise-api §10.1). */
    static String defaultCode(Charge charge) {
        return charge.terms().card().isPresent() ? "payment_rejected" : FailureCode.FAILED_PROCESSING.code();
    }

    /**
     * Whoever has decided goes on, also when the charge has not heard of it yet, or has heard of it from somebody else: whoever ends a charge
     * asks its provider first, and finds the payment. One that came after the deadline goes back.
     */
    private static Result result(Pressed pressed) {
        Charge charge = pressed.charge();
        return pressed.counts() && !(charge.state() instanceof Expired)
                ? new Result.Done(charge)
                : new Result.NoLongerPending(charge);
    }
}
