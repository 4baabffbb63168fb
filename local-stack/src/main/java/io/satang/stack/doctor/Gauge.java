package io.satang.stack.doctor;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is judged by a number, with the limits of the alerts in {@code deploy/prometheus/rules}; each has a runbook. */
enum Gauge {
    OUTBOX_AGE(
            "outbox",
            "satang_outbox_oldest_age_seconds",
            "s is the oldest event that waits for publication",
            3,
            10,
            "SatangOutboxOld"),
    OUTBOX_DEAD("outbox", "satang_outbox_dead_rows", "events can never be published", 0, 0, "SatangOutboxDead"),
    CONSUMER_LAG(
            "consumers",
            "satang_consumer_lag_records",
            "records are waiting for a consumer",
            100,
            1_000,
            "SatangConsumerLag"),
    CONSUMER_RETRYING(
            "consumers",
            "satang_consumer_retrying_seconds",
            "s has a consumer been trying the same events",
            10,
            60,
            "SatangConsumerStuck"),
    CONSUMERS_BEHIND(
            "consumers",
            "satang_consumers_behind_seconds",
            "s are consumers behind, so that new charges are delayed",
            0.5,
            1.5,
            "SatangConsumersBehind"),
    REPLAY_LAG(
            "consumers",
            "satang_replay_lag_records",
            "records are missing from a local copy",
            100,
            1_000,
            "SatangReplayLag"),
    TOPICS("kafka", "satang_kafka_topics_wrong_problems", "things are wrong with topics", 0, 0, "SatangTopicsWrong"),
    PAST_DEADLINE(
            "charges",
            "satang_charges_past_deadline_count",
            "charges are past their deadline",
            0,
            0,
            "SatangChargesPastDeadline"),
    QUARANTINED(
            "charges", "satang_charges_quarantined_count", "charges cannot be read", 0, 0, "SatangChargesQuarantined"),
    PROVIDER(
            "provider",
            "satang_provider_operations_oldest_seconds",
            "s has a provider not answered",
            60,
            600,
            "SatangProviderSilent"),
    VAULT(
            "vault",
            "satang_vault_intents_oldest_seconds",
            "s has the vault not confirmed what becomes of a card",
            60,
            600,
            "SatangVaultSilent"),
    OFFERS_UNTOLD(
            "offers",
            "satang_offers_untold_seconds",
            "s has the move of an offer waited to be told",
            10,
            60,
            "SatangOffersUntold"),
    WEBHOOKS_DUE(
            "webhooks",
            "satang_webhook_oldest_due_age_seconds",
            "s has the oldest due webhook been waiting",
            30,
            300,
            "SatangWebhooksLate"),
    CLOCK("clocks", "satang_clock_skew_seconds", "s is a clock off from the database's", 5, 30, "SatangClockSkew");

    private final String what;
    private final String metric;
    private final String words;
    private final double yellowAbove;
    private final double redAbove;
    private final String runbook;

    Gauge(String what, String metric, String words, double yellowAbove, double redAbove, String runbook) {
        this.what = what;
        this.metric = metric;
        this.words = words;
        this.yellowAbove = yellowAbove;
        this.redAbove = redAbove;
        this.runbook = runbook;
    }

    /** As Prometheus calls it. */
    String metric() {
        return metric;
    }

    /** The file's name in {@code docs/runbooks}, without its end. */
    String runbook() {
        return runbook;
    }

    /** What the measured says; that nobody measures it is no fault of its own, as the service that would is looked at by itself. */
    Optional<Check> check(Metrics metrics) {
        OptionalDouble value = metrics.largest(metric);
        return value.isPresent() ? Optional.of(judge(value.getAsDouble())) : Optional.empty();
    }

    private Check judge(double value) {
        String found = String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value) + " " + words;
        String advice = "docs/runbooks/" + runbook + ".md";
        if (value > redAbove) {
            return Check.red(what, found, advice);
        }
        return value > yellowAbove ? Check.yellow(what, found, advice) : Check.good(what, found);
    }
}
