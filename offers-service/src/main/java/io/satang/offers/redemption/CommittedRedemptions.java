package io.satang.offers.redemption;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.platform.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** What follows once redemptions are committed, and never before: others are told, and they are counted. */
@ApplicationScoped
class CommittedRedemptions {
    private final OutboxRelay relay;
    private final MeterRegistry metrics;

    CommittedRedemptions(OutboxRelay relay, MeterRegistry metrics) {
        this.relay = Objects.requireNonNull(relay, "relay");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
    }

    /** To be called when the transaction that has written this has ended. */
    void committed(Written written) {
        relay.committed(written.events());
        written.redemptions().forEach(this::count);
    }

    private void count(WrittenRedemption written) {
        Counter.builder("satang.offers.decided.redemptions")
                .description("Steps of redemptions, by what they have become")
                .tag("state", written.state().wireName())
                .register(metrics)
                .increment();
        if (written.state() instanceof Rejected rejected) {
            rejected.reasons().forEach(reason -> rejected(reason.wireName()));
        }
        if (written.cost() > 0) {
            cost(
                    Counter.builder("satang.offers.spent.subunits")
                            .description("What rewards have cost budgets when they were promised"),
                    written);
        } else if (written.cost() < 0) {
            cost(
                    Counter.builder("satang.offers.regained.subunits")
                            .description("What budgets have got back, released or clawed back"),
                    written);
        }
    }

    private void rejected(String reason) {
        Counter.builder("satang.offers.rejected.redemptions")
                .description("Payments that have earned nothing, once for each rule that they did not fulfil")
                .tag("reason", reason)
                .register(metrics)
                .increment();
    }

    private void cost(Counter.Builder counter, WrittenRedemption written) {
        counter.tag("currency", written.currency().name()).register(metrics).increment((double)
                Math.abs(written.cost()));
    }
}
