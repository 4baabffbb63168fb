package io.satang.charge.expire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.charge.Merchant;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.event.ChargeEvents;
import io.satang.charge.operation.PaymentClosing;
import io.satang.charge.provider.Routing;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.saga.CommittedOperations;
import io.satang.charge.source.TestSources;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.id.ChargeId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A replica whose clock is an hour ahead. */
@QuarkusTest
class ClockSkewTest {
    private final Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    @Inject
    ChargeStore store;

    @Inject
    ChargeEvents events;

    @Inject
    Routing routing;

    @Inject
    PaymentClosing closing;

    @Inject
    CommittedOperations committed;

    @Inject
    TestSources sources;

    @Test
    void itsSweepEndsNothing() {
        Charge charge = charge();
        DeadlineSweeper sweeper = new DeadlineSweeper(store, saga(), closing, ahead);

        sweeper.sweep();

        await().until(() -> sweeper.skew().compareTo(Duration.ofMinutes(59)) > 0);
        assertThat(Merchant.SATANG.retrieve(charge.id().value()).getString("status"))
                .isEqualTo("pending");
    }

    @Test
    void itTakesAPaymentThatCameInTime() {
        ChargeSaga.Outcome outcome = saga().apply(
                        charge(),
                        new ChargeCommand.ProviderApproved(new ProviderReference("reference"), Instant.now()),
                        Optional.empty())
                .await()
                .indefinitely();

        assertThat(outcome.charge().state().status()).isEqualTo("successful");
    }

    private ChargeSaga saga() {
        return new ChargeSaga(store, events, routing, committed, ahead);
    }

    private Charge charge() {
        String id = Merchant.SATANG
                .charged(sources.announced(SampleSources.points().chargesExpireAfter(Duration.ofMinutes(30))))
                .getString("id");
        return store.find(new ChargeId(id)).await().indefinitely().orElseThrow();
    }
}
