package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.platform.id.Ids;
import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.DeliveryState.Due;
import io.satang.webhook.delivery.DeliveryState.InFlight;
import io.satang.webhook.event.MerchantEvent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the statements do, against PostgreSQL. */
@QuarkusTest
class DeliveryStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Ids IDS = new Ids(Clock.systemUTC());
    // So long that the service itself, which sweeps the same table, leaves these alone.
    private static final Duration LEASE = Duration.ofHours(1);

    private final Instant now = Clock.systemUTC().instant();
    private final MerchantEvent event = event();
    private final NewDelivery leased = opened(0, new InFlight(0, 1, now.plus(LEASE)));
    private final NewDelivery later = opened(1, new Due(0, 0, now.plus(LEASE)));

    @Inject
    DeliveryStore store;

    @Test
    void aLeaseIsGivenAgainWhenTheAnswerMayHaveBeenLost() {
        assertThat(add())
                .containsExactlyInAnyOrder(
                        leased.delivery().id(), later.delivery().id());

        assertThat(add()).containsExactly(leased.delivery().id());
    }

    @Test
    void whatWasAttemptedIsNotGivenAgain() {
        add();
        record(new Answered(500), new Due(1, 1, now.plus(LEASE)));

        assertThat(add()).isEmpty();
    }

    @Test
    void whatWasDeliveredIsNotGivenAgain() {
        add();
        record(new Answered(200), new DeliveryState.Delivered(1, now));

        assertThat(add()).isEmpty();
    }

    private Set<DeliveryId> add() {
        return store.add(List.of(event), List.of(leased, later)).await().atMost(PATIENCE);
    }

    private void record(AttemptOutcome outcome, DeliveryState next) {
        Claimed claimed = new Claimed(leased.delivery(), new InFlight(0, 1, now.plus(LEASE)));
        Attempt attempt = new Attempt(
                IDS.next("whdl", false), claimed, Sent.nothing(outcome), now, Duration.ofMillis(7), next, false);
        store.record(List.of(attempt)).await().atMost(PATIENCE);
    }

    private NewDelivery opened(int slot, DeliveryState state) {
        Delivery any = Deliveries.delivery(event, "https://127.0.0.1/slot" + slot);
        Recipient recipient = Recipient.OfAccount.of(event.accountId());
        return new NewDelivery(
                new Delivery(new DeliveryId(event.id(), slot), event, any.endpoint(), recipient), state, now);
    }

    private static MerchantEvent event() {
        MerchantEvent any = Deliveries.event(0);
        return new MerchantEvent(
                IDS.next("evnt", false),
                any.accountId(),
                any.livemode(),
                any.key(),
                any.objectId(),
                any.version(),
                any.data(),
                any.createdAt(),
                any.requestId(),
                any.traceparent());
    }
}
