package io.satang.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.load.Ledger.Fact;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final String CHARGE = "chrg_test_1";

    private final Ledger ledger = new Ledger();

    @Test
    void a_payment_is_finished_once_it_is_paid_and_both_webhooks_have_come() {
        ledger.accepted(CHARGE, 0);
        ledger.webhook(CHARGE, "charge.create", "evnt_1", 10);
        ledger.paid(CHARGE, 20);
        assertThat(ledger.count(Fact.FINISHED)).isZero();
        assertThat(ledger.missingWebhooks()).isOne();

        ledger.webhook(CHARGE, "charge.complete", "evnt_2", 30);

        assertThat(ledger.count(Fact.FINISHED)).isOne();
        assertThat(ledger.missingWebhooks()).isZero();
    }

    @Test
    void webhooks_may_overtake_the_answers_that_they_are_about() {
        ledger.measure(true);
        ledger.webhook(CHARGE, "charge.complete", "evnt_2", 5);
        ledger.webhook(CHARGE, "charge.create", "evnt_1", 6);
        ledger.accepted(CHARGE, 0);
        ledger.paid(CHARGE, 20);

        assertThat(ledger.count(Fact.FINISHED)).isOne();
        assertThat(ledger.latencies().all().get(Step.WEBHOOK).max()).isZero();
    }

    @Test
    void the_time_from_paid_to_the_webhook_is_measured_in_the_window_only() {
        ledger.accepted(CHARGE, 0);
        ledger.paid(CHARGE, 0);
        ledger.measure(true);
        ledger.webhook(CHARGE, "charge.complete", "evnt_2", TimeUnit.MILLISECONDS.toNanos(12));
        ledger.measure(false);
        ledger.took(Step.PAY, TimeUnit.MILLISECONDS.toNanos(3));

        assertThat(ledger.latencies().all().get(Step.WEBHOOK).p50()).isBetween(11.9, 12.1);
        assertThat(ledger.latencies().all().get(Step.PAY).count()).isZero();
    }

    @Test
    void refusals_are_counted_and_the_seconds_that_had_one() {
        ledger.refused("POST /charges: 503", TimeUnit.MILLISECONDS.toNanos(1_200));
        ledger.refused("POST /charges: 503", TimeUnit.MILLISECONDS.toNanos(1_900));
        ledger.refused("POST /charges: 503", TimeUnit.MILLISECONDS.toNanos(3_000));

        assertThat(ledger.errors()).containsEntry("POST /charges: 503", 3L);
        assertThat(ledger.secondsOfRefusal()).isEqualTo(2);
    }

    @Test
    void the_same_event_twice_is_a_repetition_and_under_another_id_an_error() {
        ledger.webhook(CHARGE, "charge.create", "evnt_1", 1);
        ledger.webhook(CHARGE, "charge.create", "evnt_1", 2);
        assertThat(ledger.count(Fact.REPEATED_WEBHOOK)).isOne();
        assertThat(ledger.errors()).isEmpty();

        ledger.webhook(CHARGE, "charge.create", "evnt_9", 3);

        assertThat(ledger.errors()).containsEntry("one event came under two ids", 1L);
    }

    @Test
    void the_backlog_is_as_old_as_the_webhook_that_has_been_due_longest() {
        ledger.accepted(CHARGE, seconds(1));
        ledger.accepted("chrg_test_2", seconds(2));
        ledger.paid(CHARGE, seconds(3));
        assertThat(ledger.backlogAge(seconds(10))).isEqualTo(Duration.ofSeconds(9));

        ledger.webhook(CHARGE, "charge.create", "evnt_1", seconds(10));
        assertThat(ledger.backlogAge(seconds(10))).isEqualTo(Duration.ofSeconds(8));

        ledger.webhook("chrg_test_2", "charge.create", "evnt_2", seconds(10));
        assertThat(ledger.backlogAge(seconds(10))).isEqualTo(Duration.ofSeconds(7));

        ledger.webhook(CHARGE, "charge.complete", "evnt_3", seconds(10));
        assertThat(ledger.backlogAge(seconds(10))).isZero();
    }

    @Test
    void webhooks_that_overtake_their_answers_are_never_due() {
        ledger.webhook(CHARGE, "charge.create", "evnt_1", 1);
        ledger.webhook(CHARGE, "charge.complete", "evnt_2", 1);
        ledger.accepted(CHARGE, 2);
        ledger.paid(CHARGE, 3);

        assertThat(ledger.backlogAge(seconds(10))).isZero();
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
