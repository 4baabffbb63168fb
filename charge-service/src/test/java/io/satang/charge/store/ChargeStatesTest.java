package io.satang.charge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand.PayerNeeded;
import io.satang.charge.decision.ChargeState;
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
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.decision.Refund;
import io.satang.charge.decision.Refund.Status;
import io.satang.charge.decision.SampleCharges;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.events.RawJson;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.Ids;
import io.satang.platform.id.RefundId;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every state of a charge is stored as it is, and what must not be the database refuses by itself. */
@QuarkusTest
class ChargeStatesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final ProviderReference PAYMENT = new ProviderReference("payment 1");
    private static final OperationId ASKED = new OperationId("asked 1");
    private static final String UPDATE = "UPDATE charges SET ";

    @Inject
    ChargeStore store;

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    static Stream<ChargeState> states() {
        Authorized held = new Authorized(AT, PAYMENT);
        return Stream.of(
                new Pending(),
                new Reserving(ASKED),
                new Authorizing(ASKED),
                held,
                new Capturing(held, ASKED, thb(400_000)),
                new Capturing(held, ASKED, thb(1)),
                paid(AT, Optional.of(PAYMENT), 400_000),
                paid(AT, Optional.empty(), 400_000),
                paid(AT.minusSeconds(5), Optional.of(PAYMENT), 300_000),
                new Failed(AT, new FailureCode("payment_rejected")),
                new Expired(AT),
                new Reversed(AT, AT.plusSeconds(1)));
    }

    @ParameterizedTest
    @MethodSource("states")
    void a_state_is_read_as_it_was_stored(ChargeState state) {
        Charge charge = charge();

        move(charge, state);

        assertThat(find(charge).state()).isEqualTo(state);
    }

    @Test
    void refunds_are_read_with_their_charge_as_they_were_stored() {
        Charge charge = charge();
        move(charge, paid(AT, Optional.of(PAYMENT), 400_000));
        Refund closed = refund(charge, 1, Status.CLOSED);
        Refund pending = refund(charge, 2, Status.PENDING);
        Refund failed = refund(charge, 3, Status.PENDING);

        give(charge, failed, List.of(failed));
        give(charge, closed, List.of(failed, closed));
        give(charge, pending, List.of(failed, closed, pending));
        give(charge, failed(failed), List.of(closed, pending));

        assertThat(find(charge).state())
                .isEqualTo(new Successful(
                        AT, AT, "trxn_test_1", Optional.of(PAYMENT), thb(400_000), List.of(closed, pending)));
        assertThat(rows.count(
                        "SELECT refunded FROM charges WHERE id = ?", charge.id().value()))
                .isEqualTo(3);
    }

    private void give(Charge charge, Refund refund, List<Refund> all) {
        Charge present = find(charge);
        Successful next = new Successful(AT, AT, "trxn_test_1", Optional.of(PAYMENT), thb(400_000), all);
        Change change = new Change(
                present.state(),
                new PayerNeeded(),
                SampleCharges.moved(present, next),
                Optional.empty(),
                List.of(),
                Optional.of(refund),
                Optional.empty(),
                Optional.empty());
        assertThat(store.update(change).await().atMost(PATIENCE)).isTrue();
    }

    private static Refund refund(Charge charge, int number, Status status) {
        return new Refund(
                new RefundId("rfnd_test_" + number + Ids.body(charge.id().value())),
                charge.id(),
                false,
                thb(number),
                number == 1,
                status,
                new RawJson("{\"a\":  \"ข้าว \\\"\"}"),
                AT.plusNanos(1_000L * number));
    }

    private static Refund failed(Refund refund) {
        return new Refund(
                refund.id(),
                refund.charge(),
                refund.livemode(),
                refund.amount(),
                refund.voided(),
                Status.FAILED,
                refund.metadata(),
                refund.createdAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "captured = 400001",
                "captured = 0",
                "captured = 300000, refunded = 300001",
                "refunded = 400001",
                "refunded = -1",
                "status = 'reversed'",
                "status = 'pending', ended_at = NULL, transaction_id = NULL",
                "status = 'no such'",
                "operation_id = 'asked'"
            })
    void the_database_refuses_money_that_cannot_be(String change) {
        Charge charge = charge();
        move(charge, paid(AT, Optional.of(PAYMENT), 400_000));

        assertThat(refused(change, charge)).isTrue();
        assertThat(find(charge).state()).isEqualTo(paid(AT, Optional.of(PAYMENT), 400_000));
    }

    @Test
    void what_is_held_waits_for_its_deadline_as_what_is_pending_does() {
        Charge charge = charge();

        move(charge, new Authorizing(ASKED));
        assertThat(waits(charge)).isZero();
        move(find(charge), new Authorized(AT, PAYMENT));
        assertThat(waits(charge)).isEqualTo(1);
        move(find(charge), new Reversed(AT, AT));
        assertThat(waits(charge)).isZero();
    }

    private long waits(Charge charge) {
        return rows.count(
                "SELECT count(*) FROM pending_charges WHERE charge_id = ?",
                charge.id().value());
    }

    private boolean refused(String change, Charge charge) {
        try {
            rows.update(UPDATE + change + " WHERE id = ?", charge.id().value());
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private Charge charge() {
        String id = Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");
        return store.find(new ChargeId(id)).await().atMost(PATIENCE).orElseThrow();
    }

    private void move(Charge charge, ChargeState state) {
        Change change = new Change(
                charge.state(),
                new PayerNeeded(),
                SampleCharges.moved(charge, state),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(store.update(change).await().atMost(PATIENCE)).isTrue();
    }

    private Charge find(Charge charge) {
        return store.find(charge.id()).await().atMost(PATIENCE).orElseThrow();
    }

    private static Successful paid(Instant authorizedAt, Optional<ProviderReference> payment, long captured) {
        return new Successful(authorizedAt, AT, "trxn_test_1", payment, thb(captured), List.of());
    }

    private static Money thb(long subunits) {
        return new Money(subunits, Currency.THB);
    }
}
