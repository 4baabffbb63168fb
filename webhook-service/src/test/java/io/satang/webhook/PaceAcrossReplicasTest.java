package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.webhook.Receiver.Received;
import io.satang.webhook.delivery.Deliveries;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.DeliveryRules;
import io.satang.webhook.delivery.DeliveryStore;
import io.satang.webhook.delivery.Destination;
import io.satang.webhook.delivery.Destinations;
import io.satang.webhook.delivery.DispatchLimits;
import io.satang.webhook.delivery.Dispatcher;
import io.satang.webhook.delivery.NewDelivery;
import io.satang.webhook.delivery.PaceStore;
import io.satang.webhook.delivery.PacedDestinations;
import io.satang.webhook.delivery.Paces;
import io.satang.webhook.delivery.Recipient;
import io.satang.webhook.delivery.RetrySchedule;
import io.satang.webhook.delivery.Sender;
import io.satang.webhook.endpoint.CustomHeaders;
import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An endpoint that takes so many deliveries a second gets no more of them from two replicas than from one. */
@QuarkusTest
class PaceAcrossReplicasTest extends MerchantsServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PER_SECOND = 20;
    private static final int EACH = 50;
    // No other test has events of these numbers.
    private static final int NUMBERS = 77_000_000;

    @Inject
    DeliveryStore store;

    @Inject
    Sender sender;

    @Inject
    PaceStore paces;

    @Test
    void two_replicas_send_no_faster_together_than_the_endpoint_takes_it() {
        Merchant merchant = Merchant.open();
        String id = merchant.request()
                .contentType("application/json")
                .body(Map.of("uri", receiver.uri("/hook"), "rate_limit", PER_SECOND))
                .post("/webhook_endpoints")
                .jsonPath()
                .getString("id");
        long start = System.nanoTime();

        Dispatcher one = startOn(deliveries(NUMBERS, merchant, id));
        Dispatcher other = startOn(deliveries(NUMBERS + EACH, merchant, id));

        assertThat(receiver.await("/hook", 2 * EACH))
                .extracting(Received::eventId)
                .doesNotHaveDuplicates();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("a second's at once, and the others in their time")
                .isGreaterThan(Duration.ofMillis((2 * EACH - PER_SECOND - 2) * 1_000L / PER_SECOND));
        Uni.join().all(one.stop(), other.stop()).andFailFast().await().atMost(PATIENCE);
    }

    private List<Delivery> deliveries(int from, Merchant merchant, String endpoint) {
        return IntStream.range(from, from + EACH)
                .mapToObj(number ->
                        Deliveries.delivery(Deliveries.event(number, merchant.accountId()), receiver.uri("/hook")))
                .map(fixed -> new Delivery(
                        fixed.id(),
                        fixed.event(),
                        fixed.endpoint(),
                        new Recipient.Registered(new EndpointId(endpoint))))
                .toList();
    }

    /** A replica that has just heard of these. */
    private Dispatcher startOn(List<Delivery> deliveries) {
        Dispatcher replica = replica();
        List<NewDelivery> opened = replica.open(deliveries);
        store.add(deliveries.stream().map(Delivery::event).toList(), opened)
                .await()
                .atMost(PATIENCE);
        replica.dispatch(opened);
        return replica;
    }

    private Dispatcher replica() {
        DeliveryRules rules =
                new DeliveryRules(RetrySchedule.Exponential.DEFAULT, Duration.ofSeconds(60), Duration.ofSeconds(15));
        Destinations limited = delivery -> Uni.createFrom()
                .item(new Destination.To(
                        delivery.endpoint(),
                        CustomHeaders.NONE,
                        OptionalInt.of(PER_SECOND),
                        Optional.empty(),
                        false,
                        false,
                        Optional.empty()));
        return new Dispatcher(
                store,
                sender,
                new PacedDestinations(limited, new Paces(paces, Clock.systemUTC()), new Random()),
                rules,
                DispatchLimits.DEFAULT,
                attempt -> {},
                Clock.systemUTC(),
                new Random());
    }
}
