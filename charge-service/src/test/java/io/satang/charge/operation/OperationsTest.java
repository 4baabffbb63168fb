package io.satang.charge.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeCommand.Capture;
import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.Reverse;
import io.satang.charge.decision.ChargeState;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.OfferUse;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.decision.SampleCardCharges;
import io.satang.charge.decision.SampleCharges;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.event.ChargeEvents;
import io.satang.charge.provider.offers.OffersProvider;
import io.satang.charge.provider.simulator.Simulator;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.saga.CommittedOperations;
import io.satang.charge.source.OffersServiceStandIn;
import io.satang.charge.source.TestSources;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.charge.store.EndedOperation;
import io.satang.charge.store.NewCharge;
import io.satang.charge.store.NewOperation;
import io.satang.events.CardFailure;
import io.satang.events.EventType;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CardOfferId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.Ids;
import io.satang.platform.id.TokenId;
import io.satang.platform.money.Money;
import io.satang.platform.outbox.OutboxEvent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is asked of a provider is asked, from memory or by the sweep, and its answer moves the charge. */
@QuarkusTest
class OperationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String STATE = "SELECT state FROM provider_operations WHERE id = ?";
    private static final String DUE = "UPDATE provider_operations SET wake_at = now() WHERE id = ?";

    @Inject
    ChargeStore store;

    @Inject
    ChargeSaga saga;

    @Inject
    CommittedOperations committed;

    @Inject
    TestSources sources;

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    @Inject
    ChargeEvents events;

    @Inject
    Ids ids;

    @Test
    void an_attempt_that_was_stored_is_made_and_pays_the_charge() {
        Charge charge = charge(true);
        NewOperation attempt = attempt(charge);

        move(charge, new Authorizing(attempt.operation().id()), attempt);
        committed.committed(find(charge), List.of(attempt));

        Successful paid = awaitState(charge, Successful.class);
        assertThat(paid.payment().map(ProviderReference::value))
                .contains(attempt.operation().id().value());
        assertThat(paid.captured()).isEqualTo(charge.amount());
        awaitOperation(attempt, "approved");
    }

    @Test
    void who_waits_for_discounts_keeps_nobody_from_being_charged() {
        OfferUse silent = new OfferUse(new CardOfferId(OffersServiceStandIn.SILENT), "fingerprint");
        Stream.generate(() -> ChargeId.next(ids, false))
                .limit(200)
                .map(id -> SampleCardCharges.reserving(id, new TokenId("tokn_test_1"), true, false))
                .forEach(waiting -> committed.committed(
                        waiting,
                        List.of(new NewOperation(ProviderOperation.reserve(waiting, silent), OffersProvider.NAME))));
        Charge charge = charge(true);
        NewOperation attempt = attempt(charge);
        move(charge, new Authorizing(attempt.operation().id()), attempt);

        committed.committed(find(charge), List.of(attempt));

        // Sooner than a sweep would have come for it.
        await().atMost(Duration.ofSeconds(10)).until(() -> find(charge).state() instanceof Successful);
    }

    @Test
    void an_account_whose_provider_is_silent_keeps_no_other_from_being_charged() {
        Charge charge = charge(true);
        NewOperation attempt = attempt(charge);
        move(charge, new Authorizing(attempt.operation().id()), attempt);
        Merchant silent = merchants.open();
        silent.request()
                .contentType("application/x-www-form-urlencoded")
                .body("behaviour=silent")
                .post("/test/simulator")
                .then()
                .statusCode(200);
        Stream.generate(() -> ChargeId.next(ids, false))
                .limit(1_000)
                .map(id -> SampleCardCharges.byCard(id, new TokenId("tokn_test_1"), Optional.empty()))
                .forEach(asked -> committed.committed(asked, List.of(attemptOf(silent.accountId(), asked))));

        committed.committed(find(charge), List.of(attempt));

        // Sooner than a sweep would have come for it.
        await().atMost(Duration.ofSeconds(10)).until(() -> find(charge).state() instanceof Successful);
    }

    @Test
    void who_waits_for_an_attempt_finds_the_charge_decided() {
        Charge held = held();

        ChargeSaga.Outcome captured = saga.apply(held, new Capture(Optional.empty()), Optional.empty())
                .await()
                .atMost(PATIENCE);
        committed
                .attempted(((Capturing) captured.charge().state()).asked())
                .await()
                .atMost(PATIENCE);

        assertThat(find(held).state()).isInstanceOf(Successful.class);
    }

    @Test
    void an_attempt_that_its_replica_did_not_make_is_made_by_a_sweep() {
        Charge charge = charge(true);
        NewOperation attempt = attempt(charge);
        move(charge, new Authorizing(attempt.operation().id()), attempt);

        rows.update(DUE, attempt.operation().id().value());

        awaitState(charge, Successful.class);
        awaitOperation(attempt, "approved");
    }

    @Test
    void an_operation_that_cannot_be_read_keeps_no_other_from_being_asked() {
        Charge strange = charge(true);
        NewOperation unreadable = attempt(strange);
        move(strange, new Authorizing(unreadable.operation().id()), unreadable);
        Charge charge = charge(true);
        NewOperation attempt = attempt(charge);
        move(charge, new Authorizing(attempt.operation().id()), attempt);
        String id = unreadable.operation().id().value();

        rows.update(
                "UPDATE provider_operations SET wake_at = now(), currency = CASE WHEN id = ? THEN 'XXX' ELSE currency END WHERE id IN (?, ?)",
                id,
                id,
                attempt.operation().id().value());

        awaitState(charge, Successful.class);
        // Once it can be read it is asked, too.
        rows.update("UPDATE provider_operations SET wake_at = now(), currency = 'THB' WHERE id = ?", id);
        awaitState(strange, Successful.class);
    }

    @Test
    void an_attempt_that_nobody_made_in_time_is_given_up() {
        Charge charge = charge(true);
        NewOperation attempt = attempt(charge);
        move(charge, new Authorizing(attempt.operation().id()), attempt);

        rows.update(
                "UPDATE provider_operations SET created_at = now() - interval '2 minutes', wake_at = now() WHERE id = ?",
                attempt.operation().id().value());

        awaitState(charge, Failed.class);
        awaitOperation(attempt, "declined");
        assertThat(rows.count(
                        "SELECT count(*) FROM simulator_entries WHERE charge_id = ? AND failure_code IS NULL",
                        charge.id().value()))
                .isZero();
    }

    @Test
    void what_is_held_is_captured_in_part_and_refunded() {
        Charge held = held();
        Money half = new Money(held.amount().subunits() / 2, held.amount().currency());

        apply(held, new Capture(Optional.of(half)));
        Successful paid = awaitState(held, Successful.class);
        apply(find(held), SampleCharges.refund("rfnd_test_" + Ids.body(held.id().value()), half));

        assertThat(paid.captured()).isEqualTo(half);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(find(held).state())
                        .isInstanceOfSatisfying(
                                Successful.class,
                                state -> assertThat(state.refunded()).isEqualTo(half)));
        assertThat(rows.text(
                        "SELECT string_agg(kind || ' ' || amount, ', ' ORDER BY recorded_at) FROM simulator_entries WHERE charge_id = ?",
                        held.id().value()))
                .isEqualTo("authorize %1$d, capture %2$d, refund %2$d"
                        .formatted(held.amount().subunits(), half.subunits()));
    }

    @Test
    void what_is_given_up_is_released_at_the_provider() {
        Charge held = held();

        apply(held, new Reverse());

        awaitState(held, Reversed.class);
        awaitVoid(held);
    }

    @Test
    void what_is_held_for_too_long_is_released_at_the_provider() {
        Charge held = held();

        saga.apply(held, new DeadlinePassed(), held.expiresAt()).await().atMost(PATIENCE);

        awaitState(held, Expired.class);
        awaitVoid(held);
    }

    @Test
    void a_card_that_its_replica_did_not_charge_is_charged_by_a_sweep_as_it_would_have_been() {
        Charge paying = stored(Optional.empty());
        Charge failing = stored(Optional.of(new CardFailure("authorization", "insufficient_fund")));

        rows.update(DUE, paying.id().value());
        rows.update(DUE, failing.id().value());

        assertThat(awaitState(paying, Successful.class).captured()).isEqualTo(paying.amount());
        assertThat(awaitState(failing, Failed.class).code().code()).isEqualTo("insufficient_fund");
        assertThat(find(failing).terms()).isEqualTo(failing.terms());
        assertThat(find(failing).instrument()).isEqualTo(failing.instrument());
        assertThat(rows.count(
                        "SELECT count(*) FROM simulator_entries WHERE charge_id = ?",
                        paying.id().value()))
                .isEqualTo(1);
    }

    @Test
    void an_operation_ends_with_the_change_that_its_answer_makes_and_not_without_it() {
        Charge charge = stored(Optional.empty());
        NewOperation attempt = attempt(charge);
        EndedOperation declined =
                new EndedOperation(attempt.operation().id(), Optional.of(new FailureCode("insufficient_fund")));
        Charge failed = SampleCharges.moved(
                charge, new Failed(charge.createdAt(), declined.declined().orElseThrow()));

        assertThat(answer(charge, SampleCharges.moved(failed, failed.state()), declined))
                .isFalse();
        assertThat(rows.text(STATE, declined.id().value())).isEqualTo("asked");

        assertThat(answer(charge, failed, declined)).isTrue();
        assertThat(rows.text(STATE, declined.id().value())).isEqualTo("declined");
        assertThat(rows.count(
                        "SELECT count(*) FROM provider_operations WHERE id = ? AND wake_at IS NULL AND failure_code = 'insufficient_fund'",
                        declined.id().value()))
                .isEqualTo(1);
    }

    private Boolean answer(Charge before, Charge next, EndedOperation ended) {
        return store.update(new Change(
                        before.state(),
                        new DeadlinePassed(),
                        next,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(ended),
                        Optional.empty()))
                .await()
                .atMost(PATIENCE);
    }

    /** A charge by card whose replica died before it asked. */
    private Charge stored(Optional<CardFailure> failure) {
        String body = ids.nextBody();
        Charge charge =
                SampleCardCharges.byCard(new ChargeId("chrg_test_" + body), new TokenId("tokn_test_" + body), failure);
        OutboxEvent event = events.of(EventType.CHARGE_CREATED, charge, charge.createdAt(), Optional.empty());
        Boolean stored = store.insert(new NewCharge(charge, event, List.of(attempt(charge))))
                .await()
                .atMost(PATIENCE);
        assertThat(stored).isTrue();
        return charge;
    }

    private Charge charge(boolean capture) {
        String id = Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");
        rows.update(
                "UPDATE charges SET terms = (terms::jsonb || '{\"refundable\":true,\"partially_refundable\":true}')::json WHERE id = ?",
                id);
        if (!capture) {
            rows.update("UPDATE charges SET terms = (terms::jsonb || '{\"capture\":false}')::json WHERE id = ?", id);
        }
        return store.find(new ChargeId(id)).await().atMost(PATIENCE).orElseThrow();
    }

    private Charge held() {
        Charge charge = charge(false);
        NewOperation attempt = attempt(charge);
        move(charge, new Authorizing(attempt.operation().id()), attempt);
        committed.committed(find(charge), List.of(attempt));
        awaitState(charge, Authorized.class);
        return find(charge);
    }

    private static NewOperation attempt(Charge charge) {
        return new NewOperation(ProviderOperation.authorize(charge), Simulator.NAME);
    }

    private static NewOperation attemptOf(String account, Charge charge) {
        ProviderOperation asked = ProviderOperation.authorize(charge);
        return new NewOperation(
                new ProviderOperation(
                        asked.id(),
                        asked.charge(),
                        new AccountId(account),
                        asked.kind(),
                        asked.payment(),
                        asked.amount(),
                        asked.card(),
                        asked.offer()),
                Simulator.NAME);
    }

    private void move(Charge charge, ChargeState next, NewOperation operation) {
        Boolean moved = store.update(new Change(
                        charge.state(),
                        new DeadlinePassed(),
                        SampleCharges.moved(charge, next),
                        Optional.empty(),
                        List.of(operation),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .await()
                .atMost(PATIENCE);
        assertThat(moved).isTrue();
    }

    private void apply(Charge charge, ChargeCommand command) {
        saga.apply(charge, command, Optional.empty()).await().atMost(PATIENCE);
    }

    private Charge find(Charge charge) {
        return store.find(charge.id()).await().atMost(PATIENCE).orElseThrow();
    }

    private <S extends ChargeState> S awaitState(Charge charge, Class<S> state) {
        return await().atMost(PATIENCE)
                .until(() -> Optional.of(find(charge).state()).filter(state::isInstance), Optional::isPresent)
                .map(state::cast)
                .orElseThrow();
    }

    private void awaitOperation(NewOperation operation, String state) {
        await().atMost(PATIENCE)
                .until(() -> rows.text(STATE, operation.operation().id().value()), state::equals);
    }

    private void awaitVoid(Charge charge) {
        await().atMost(PATIENCE)
                .until(() -> rows.count(
                                "SELECT count(*) FROM simulator_entries WHERE charge_id = ? AND kind = 'void'",
                                charge.id().value())
                        == 1);
    }
}
