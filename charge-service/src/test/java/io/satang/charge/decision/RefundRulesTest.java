package io.satang.charge.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.charge.decision.ChargeCommand.RefundApproved;
import io.satang.charge.decision.ChargeCommand.RefundDeclined;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.Refund.Status;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.platform.id.RefundId;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be given back, until when, and what follows (reference omise-api §9.4). Charges are paid on 2 January 2026, 03:05:05 UTC. */
class RefundRulesTest {
    private static final Charge PAID = paid("atome_qr");
    private static final Instant NOW = SampleCharges.ENDED.plusSeconds(1);

    @ParameterizedTest(name = "{0} until {1}")
    @CsvSource({
        "card, 2027-01-02T03:05:05Z",
        "alipayplus_mpm, 2027-01-02T03:05:05Z",
        "installment_kbank, 2027-01-02T03:05:05Z",
        "atome, 2026-03-03T03:05:05Z",
        "atome_qr, 2026-03-03T03:05:05Z",
        "duitnow_qr, 2026-07-01T03:05:05Z",
        "shopeepay, 2026-07-01T03:05:05Z",
        "paynow, 2026-07-02T03:05:05Z",
        "grabpay, 2026-04-02T03:05:05Z",
        "truemoney, 2026-02-01T03:05:05Z",
    })
    void money_is_given_back_until_a_time_that_the_method_sets(String method, Instant end) {
        Charge charge = paid(method);

        assertThat(decide(charge, one("rfnd_test_1"), end.minusNanos(1))).isInstanceOf(Changed.class);
        assertThat(decide(charge, one("rfnd_test_1"), end)).isEqualTo(new Refused(Refusal.TOO_LATE_TO_REFUND));
        assertThat(ChargeFlags.of(charge, end.minusNanos(1)).refundable()).isTrue();
        assertThat(ChargeFlags.of(charge, end).refundable()).isFalse();
        assertThat(ChargeFlags.of(charge, end).partiallyRefundable()).isFalse();
    }

    @ParameterizedTest(name = "{0} until {1}")
    @CsvSource({
        "Visa, 2027-01-02T03:05:05Z",
        "JCB, 2026-06-11T03:05:05Z",
        "American Express, 2026-06-11T03:05:05Z",
        "Diners Club, 2026-06-11T03:05:05Z",
    })
    void some_cards_have_less_time(String brand, Instant end) {
        Charge charge = SampleCardCharges.paidByCard(brand);

        assertThat(decide(charge, one("rfnd_test_1"), end.minusNanos(1))).isInstanceOf(Changed.class);
        assertThat(decide(charge, one("rfnd_test_1"), end)).isEqualTo(new Refused(Refusal.TOO_LATE_TO_REFUND));
    }

    @ParameterizedTest(name = "{0} until {1}")
    @CsvSource({
        "card, 2026-01-03T00:00:00Z",
        "atome_qr, 2026-01-03T00:00:00Z",
        "alipayplus_mpm, 2026-01-02T16:15:00Z",
        "alipayplus_upm, 2026-01-02T16:15:00Z",
    })
    void all_of_it_goes_back_without_a_trace_on_the_day_of_payment(String method, Instant end) {
        Charge charge = paid(method);

        assertThat(refund(decide(charge, all(charge), end.minusNanos(1))).voided())
                .isTrue();
        assertThat(refund(decide(charge, all(charge), end)).voided()).isFalse();
        assertThat(ChargeFlags.of(charge, end.minusNanos(1)).voidable()).isTrue();
        assertThat(ChargeFlags.of(charge, end).voidable()).isFalse();
    }

    @Test
    void what_is_asked_for_is_told_when_it_is_given() {
        Changed asked = (Changed) decide(PAID, all(PAID), NOW);
        Changed given = (Changed) decide(asked.next(), new RefundApproved(new RefundId("rfnd_test_all")), NOW);

        assertThat(asked.event()).isEmpty();
        assertThat(asked.operations()).hasSize(1);
        assertThat(refund(asked).status()).isEqualTo(Status.PENDING);
        assertThat(given.event()).contains(EventType.REFUND_CREATED);
        assertThat(refund(given)).isEqualTo(refund(asked).close());
        assertThat(((Successful) given.next().state()).refunds()).containsExactly(refund(given));
    }

    @Test
    void what_is_declined_is_told_to_nobody() {
        Changed asked = (Changed) decide(PAID, all(PAID), NOW);
        Changed declined = (Changed) decide(asked.next(), new RefundDeclined(new RefundId("rfnd_test_all")), NOW);

        assertThat(declined.event()).isEmpty();
        assertThat(refund(declined).status()).isEqualTo(Status.FAILED);
        assertThat(((Successful) declined.next().state()).refunds()).isEmpty();
    }

    @Test
    void a_sixteenth_refund_is_refused_until_one_of_them_fails() {
        Charge charge = PAID;
        for (int i = 1; i <= 15; i++) {
            charge = ((Changed) decide(charge, one("rfnd_test_" + i), NOW)).next();
        }

        assertThat(decide(charge, one("rfnd_test_16"), NOW)).isEqualTo(new Refused(Refusal.TOO_MANY_REFUNDS));
        Charge declined = ((Changed) decide(charge, new RefundDeclined(new RefundId("rfnd_test_3")), NOW)).next();
        assertThat(decide(declined, one("rfnd_test_16"), NOW)).isInstanceOf(Changed.class);
    }

    @ParameterizedTest(name = "void={0} of {1}")
    @CsvSource({", 400000, true", "true, 400000, true", "false, 400000, false", ", 399999, false", "false, 1, false"})
    void a_void_is_all_of_it_unless_the_merchant_wants_none(Boolean wanted, long subunits, boolean voided) {
        RefundRequested request = new RefundRequested(
                new RefundId("rfnd_test_1"), thb(subunits), Optional.ofNullable(wanted), new RawJson("{}"));

        assertThat(refund(decide(PAID, request, NOW)).voided()).isEqualTo(voided);
    }

    @Test
    void a_part_is_no_void() {
        RefundRequested part =
                new RefundRequested(new RefundId("rfnd_test_1"), thb(1), Optional.of(true), new RawJson("{}"));

        assertThat(decide(PAID, part, NOW)).isEqualTo(new Refused(Refusal.NOT_VOIDABLE));
    }

    private static Charge paid(String method) {
        return SampleCharges.refundable(
                SampleCharges.successful(SampleSources.points().type(method).build()));
    }

    private static RefundRequested one(String id) {
        return SampleCharges.refund(id, thb(1));
    }

    private static RefundRequested all(Charge charge) {
        return SampleCharges.refund("rfnd_test_all", charge.amount());
    }

    private static Refund refund(ChargeDecision decision) {
        return ((Changed) decision).refund().orElseThrow();
    }

    private static ChargeDecision decide(Charge charge, ChargeCommand command, Instant now) {
        return ChargeRules.decide(charge, command, now);
    }

    private static Money thb(long subunits) {
        return new Money(subunits, PAID.amount().currency());
    }
}
